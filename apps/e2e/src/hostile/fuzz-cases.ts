import type { Request } from './ask';
import { hostileHeaders, hostileJson, hostileNames, hostilePathParts, hostileQueries, randomJson } from './fuzz-values';
import type { Interface, Operation } from './operations';

/** A request with one thing wrong with it, and what that is. */
export interface Case {
  readonly what: string;
  readonly request: Request;
}

/** What a good request to an operation looks like. */
export interface Base {
  readonly operation: Operation;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

type Place = readonly (string | number)[];

/** Every place in a value: of each member and each item, itself first. */
const placesIn = (value: unknown, at: Place = []): Place[] => {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, part]) => placesIn(part, [...at, key]))];
};

/** The JSON text of a value with another text at one place. */
const textWith = (value: unknown, [key, ...rest]: Place, text: string): string => {
  if (key === undefined) return text;
  if (Array.isArray(value)) {
    return `[${value.map((item, at) => (String(at) === key ? textWith(item, rest, text) : JSON.stringify(item))).join()}]`;
  }
  const members = Object.entries(value as object).map(([name, part]) => {
    return `${JSON.stringify(name)}:${name === key ? textWith(part, rest, text) : JSON.stringify(part)}`;
  });
  return `{${members.join()}}`;
};

/** The JSON text of a value whose object at a place has one member more. */
const textWithMember = (value: unknown, place: Place, name: string): string | undefined => {
  const target = place.reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], value);
  if (typeof target !== 'object' || target === null || Array.isArray(target)) return undefined;
  const members = JSON.stringify(target).slice(1, -1);
  return textWith(value, place, `{${members}${members && ','}"${name}":{"$ne":1}}`);
};

const bodies = ({ operation, path, headers, body }: Base, random: readonly string[]): Case[] => {
  if (!operation.contentType) return [];
  const send = (what: string, text: string): Case => ({
    what,
    request: { method: 'POST', path, headers: { ...headers, 'content-type': operation.contentType ?? '' }, body: text },
  });
  if (operation.contentType !== 'application/json') return hostileJson.map((text) => send(text.slice(0, 60), text));
  return placesIn(body).flatMap((place) => [
    ...[...hostileJson, ...random].map((text) => {
      return send(`/${place.join('/')} = ${text.slice(0, 60)}`, textWith(body, place, text));
    }),
    ...hostileNames.flatMap((name) => {
      const text = textWithMember(body, place, name);
      return text === undefined ? [] : [send(`/${place.join('/')} with ${name}`, text)];
    }),
  ]);
};

const valid = ({ operation, body }: Base): Pick<Request, 'body'> & { readonly type: Record<string, string> } =>
  operation.contentType
    ? { body: JSON.stringify(body), type: { 'content-type': operation.contentType } }
    : { type: {} };

const queries = (base: Base): Case[] => {
  const { operation, path, headers } = base;
  const names = operation.parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
  const { body, type } = valid(base);
  return [...names, 'unknown'].flatMap((name) =>
    hostileQueries(name).map((query) => ({
      what: `?${query.slice(0, 60)}`,
      request: { method: operation.method, path: `${path}?${query}`, headers: { ...headers, ...type }, body },
    })),
  );
};

const paths = (base: Base): Case[] => {
  const { operation, headers } = base;
  const { body, type } = valid(base);
  const places = operation.path.split('/').flatMap((part, at) => (part.startsWith('{') ? [at] : []));
  return places.flatMap((at) =>
    hostilePathParts.map((part) => ({
      what: `{} = ${part.slice(0, 60)}`,
      request: {
        method: operation.method,
        path: base.path.split('/').with(at, part).join('/'),
        headers: { ...headers, ...type },
        body,
      },
    })),
  );
};

const headerCases = (base: Base): Case[] => {
  const { operation, path, headers } = base;
  const { body, type } = valid(base);
  const declared = operation.parameters.filter((parameter) => parameter.in === 'header').map(({ name }) => name);
  return [...declared, 'authorization', 'accept-language', 'accept', 'x-forwarded-for', 'cookie'].flatMap((name) =>
    hostileHeaders.map((value) => ({
      what: `${name}: ${value.slice(0, 60)}`,
      request: {
        method: operation.method,
        path,
        headers: { ...headers, ...type, [name.toLowerCase()]: value },
        body,
      },
    })),
  );
};

const wrongTypes = (base: Base): Case[] => {
  const { operation, path, headers } = base;
  if (!operation.contentType) return [];
  const types = [
    'text/plain',
    'text/html',
    'application/xml',
    'multipart/form-data; boundary=x',
    'application/json;;',
    'x',
  ];
  const json = 'application/json';
  const encoded: readonly (readonly [what: string, type: string, bytes: Uint8Array<ArrayBuffer>])[] = [
    ['UTF-16', json, Buffer.from(`\ufeff${JSON.stringify(base.body)}`, 'utf16le')],
    ['a byte order mark', json, Buffer.from(`\ufeff${JSON.stringify(base.body)}`)],
    ['bytes that are no UTF-8', json, Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])],
    ['binary', json, Buffer.from(Array.from({ length: 512 }, (_, at) => (at * 37) % 256))],
    ['the same member twice', json, Buffer.from('{"text":"a","text":{"$ne":1},"text":"b"}')],
    ['two documents', json, Buffer.from('{}{}')],
    ['comments', json, Buffer.from('{/* */}')],
    ['a megabyte', json, Buffer.from(JSON.stringify({ text: 'x'.repeat(1_000_000) }))],
    [
      'a hundred thousand members',
      json,
      Buffer.from(`{${Array.from({ length: 6_000 }, (_, at) => `"${at}":1`).join()}}`),
    ],
    ['compression that is none', json, Buffer.from(JSON.stringify(base.body))],
  ];
  return [
    ...types.map((type) => ({
      what: `content-type ${type}`,
      request: { method: 'POST', path, headers: { ...headers, 'content-type': type }, body: JSON.stringify(base.body) },
    })),
    ...encoded.map(([what, type, body]) => ({
      what,
      request: { method: 'POST', path, headers: { ...headers, 'content-type': type }, body },
    })),
  ];
};

/** Every hostile request to an operation; the same for the same seed. */
export const casesOf = (base: Base, seed: number, randomPerField: number): Case[] => [
  ...bodies(base, randomJson(seed, randomPerField)),
  ...queries(base),
  ...paths(base),
  ...headerCases(base),
  ...wrongTypes(base),
];

/** The good request that the hostile ones differ from in one thing. */
export const baseOf = (
  api: Interface,
  operation: Operation,
  path: string,
  headers: Readonly<Record<string, string>>,
): Base => ({ operation, path, headers, body: operation.body ? api.sample(operation.body, true) : undefined });
