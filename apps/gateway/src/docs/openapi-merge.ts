import { isDeepStrictEqual } from 'node:util';

/** As much of an OpenAPI document as merging needs to know. */
export interface OpenApi {
  readonly paths?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly [member: string]: unknown;
}

/** A service's document and the name it is told apart by. */
export interface NamedDocument {
  readonly name: string;
  readonly document: OpenApi;
}

type Components = Record<string, Record<string, unknown>>;

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

const rewritten = (value: unknown, references: ReadonlyMap<string, string>): unknown => {
  if (Array.isArray(value)) return value.map((part) => rewritten(part, references));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [
      key,
      key === '$ref' && typeof part === 'string' ? (references.get(part) ?? part) : rewritten(part, references),
    ]),
  );
};

/** Components of the same name and content are one; of the same name and other content, the later gets its service's name. */
const clashes = (merged: Components, { name, document }: NamedDocument): Map<string, string> => {
  const references = new Map<string, string>();
  for (const [section, entries] of Object.entries(document.components ?? {})) {
    for (const [key, component] of Object.entries(entries)) {
      const taken = merged[section]?.[key];
      if (taken === undefined || isDeepStrictEqual(taken, component)) continue;
      references.set(`#/components/${section}/${key}`, `#/components/${section}/${capital(name)}${key}`);
    }
  }
  return references;
};

const addComponents = (merged: Components, document: OpenApi, references: ReadonlyMap<string, string>): void => {
  for (const [section, entries] of Object.entries(document.components ?? {})) {
    for (const [key, component] of Object.entries(entries)) {
      const reference = references.get(`#/components/${section}/${key}`);
      const name = reference?.split('/').at(-1) ?? key;
      merged[section] = { ...merged[section], [name]: rewritten(component, references) };
    }
  }
};

const methods = new Set(['get', 'post', 'put', 'patch', 'delete']);

const withOwnNames = (item: Readonly<Record<string, unknown>>, service: string): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(item).map(([key, operation]) => {
      if (!methods.has(key) || typeof operation !== 'object' || operation === null) return [key, operation];
      const { operationId, tags, ...rest } = operation as Record<string, unknown>;
      return [
        key,
        {
          tags: tags ?? [service],
          ...(typeof operationId === 'string' ? { operationId: `${service}.${operationId}` } : {}),
          ...rest,
        },
      ];
    }),
  );

/**
 * One document out of those of the services: only what `isPublic` (method in lower case, OpenAPI path) lets through,
 * with operation ids and clashing components told apart.
 */
export const mergeDocuments = (
  head: Readonly<Record<string, unknown>>,
  documents: readonly NamedDocument[],
  isPublic: (method: string, path: string) => boolean,
): OpenApi => {
  const paths: Record<string, Record<string, unknown>> = {};
  const components: Components = {};
  for (const { name, document } of documents) {
    const references = clashes(components, { name, document });
    addComponents(components, document, references);
    for (const [path, item] of Object.entries(document.paths ?? {})) {
      const open = Object.fromEntries(Object.entries(item).filter(([key]) => !methods.has(key) || isPublic(key, path)));
      if (!Object.keys(open).some((key) => methods.has(key))) continue;
      const named = withOwnNames(rewritten(open, references) as Record<string, unknown>, name);
      paths[path] = { ...paths[path], ...named };
    }
  }
  return { ...head, paths, components };
};
