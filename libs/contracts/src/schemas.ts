// Other projects type-check these sources without this project's own files.
// eslint-disable-next-line @typescript-eslint/triple-slash-reference
/// <reference path="./class-transformer-storage.d.ts" />
import 'reflect-metadata';
import { defaultMetadataStorage } from 'class-transformer/cjs/storage';
import { validationMetadatasToSchemas } from 'class-validator-jsonschema';
import { contracts, type ContractKey } from './contract';

/** A JSON Schema, as far as the contracts use it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean;
  readonly [keyword: string]: unknown;
}

const refPrefix = '#/definitions/';

/** Every class with decorators as JSON Schema, by class name; computed once. */
const definitions = (() => {
  let made: Record<string, Schema> | undefined;
  return (): Record<string, Schema> =>
    (made ??= validationMetadatasToSchemas({
      classTransformerMetadataStorage: defaultMetadataStorage,
      refPointerPrefix: refPrefix,
      additionalConverters: { isIso8601: { type: 'string', format: 'date-time' } },
    }) as Record<string, Schema>);
})();

/** Puts the referred definition in the place of each `$ref`: one message, one self-contained schema. */
const inline = (schema: Schema): Schema => {
  if (schema.$ref) return inline(definitions()[schema.$ref.slice(refPrefix.length)] ?? {});
  const inlined: Record<string, unknown> = { ...schema };
  if (schema.items) inlined['items'] = inline(schema.items);
  if (schema.properties) {
    inlined['properties'] = Object.fromEntries(
      Object.entries(schema.properties).map(([name, property]) => [name, inline(property)]),
    );
  }
  return inlined;
};

/** The JSON Schema of one published message. Unknown properties are allowed: an old reader ignores what is new. */
export const schemaOf = (key: ContractKey): Schema => {
  const contract = contracts().find(
    ({ key: k }) => k.context === key.context && k.type === key.type && k.version === key.version,
  );
  if (!contract) throw new Error(`no contract ${key.context}.${key.type}.v${key.version}`);
  return inline(definitions()[contract.shape.name] ?? { type: 'object' });
};

/** The same schema as a writer must keep it: no property beyond the contract's, at any depth. */
export const closed = (schema: Schema): Schema => {
  const shut: Record<string, unknown> = { ...schema };
  if (schema.items) shut['items'] = closed(schema.items);
  if (schema.properties) {
    shut['additionalProperties'] = false;
    shut['properties'] = Object.fromEntries(
      Object.entries(schema.properties).map(([name, property]) => [name, closed(property)]),
    );
  }
  return shut;
};
