import 'reflect-metadata';
import { validateSync, type ValidationError } from 'class-validator';

/** Turns the text of an environment variable into the property's value. Throws with a reason that names no value. */
export type EnvParser = (text: string) => unknown;

interface EnvBinding {
  readonly property: string;
  readonly variable: string;
  readonly parse: EnvParser;
}

/** A configuration that does not start a service: every wrong variable is named at once, no value is shown. */
export class ConfigInvalid extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`the environment is not usable:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigInvalid';
  }
}

const bindings = new WeakMap<object, EnvBinding[]>();

const parseBoolean: EnvParser = (text) => {
  if (/^(true|1)$/i.test(text)) return true;
  if (/^(false|0)$/i.test(text)) return false;
  throw new Error('must be true or false');
};

const parseNumber: EnvParser = (text) => {
  if (!/^-?\d+(\.\d+)?$/.test(text)) throw new Error('must be a number');
  return Number(text);
};

const parserFor = (type: unknown): EnvParser => {
  if (type === Number) return parseNumber;
  if (type === Boolean) return parseBoolean;
  return (text) => text;
};

/** Binds a property of a configuration class to an environment variable; the type of the property chooses the parser. */
export const Env =
  (variable: string, parse?: EnvParser): PropertyDecorator =>
  (target, property) => {
    const own = bindings.get(target) ?? [];
    const type: unknown = Reflect.getMetadata('design:type', target, property);
    own.push({ property: String(property), variable, parse: parse ?? parserFor(type) });
    bindings.set(target, own);
  };

const bindingsOf = (target: object | null): EnvBinding[] =>
  target === null
    ? []
    : [...bindingsOf(Object.getPrototypeOf(target) as object | null), ...(bindings.get(target) ?? [])];

const messagesOf = (error: ValidationError): string[] => [
  ...Object.values(error.constraints ?? {}),
  ...(error.children ?? []).flatMap(messagesOf),
];

/** Puts what the environment says into the configuration; answers what could not be read, by property. */
const fill = (config: object, found: readonly EnvBinding[], env: NodeJS.ProcessEnv): Map<string, string> => {
  const unreadable = new Map<string, string>();
  for (const { property, variable, parse } of found) {
    const text = env[variable];
    if (text === undefined || text === '') continue;
    try {
      Object.assign(config, { [property]: parse(text) });
    } catch (error) {
      unreadable.set(property, `${variable}: ${error instanceof Error ? error.message : 'is unreadable'}`);
    }
  }
  return unreadable;
};

/**
 * Reads the environment once into a typed, validated object. An empty variable counts as absent.
 * @throws ConfigInvalid listing every variable that is missing or wrong.
 */
export const loadConfig = <T extends object>(shape: new () => T, env: NodeJS.ProcessEnv): T => {
  const config = new shape();
  const found = bindingsOf(shape.prototype as object);
  const unreadable = fill(config, found, env);
  const variableOf = (property: string) => found.find((binding) => binding.property === property)?.variable ?? property;
  const wrong = validateSync(config, { forbidUnknownValues: false })
    .filter(({ property }) => !unreadable.has(property))
    .map((error) => `${variableOf(error.property)}: ${messagesOf(error).join('; ')}`);
  const problems = [...unreadable.values(), ...wrong];
  if (problems.length > 0) throw new ConfigInvalid(problems);
  return config;
};
