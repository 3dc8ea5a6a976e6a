/** As much of a JSON Schema as the document uses. */
export interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly example?: unknown;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

/** A parameter of an operation. */
export interface Parameter {
  readonly in: 'path' | 'query' | 'header';
  readonly name: string;
  readonly required?: boolean;
  readonly example?: unknown;
  readonly schema?: Schema;
}

/** One endpoint of the OpenAPI document. */
export interface Operation {
  /** `POST /api/v1/complaints/{id}/accept`. */
  readonly name: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly parameters: readonly Parameter[];
  /** `application/json` or `application/yaml`; absent where no body belongs. */
  readonly contentType?: string;
  readonly body?: Schema;
}

interface RawOperation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, RawOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** The public interface as the gateway describes it. */
export class Interface {
  readonly operations: readonly Operation[];

  private constructor(private readonly document: Document) {
    this.operations = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, raw]) => operationOf(method.toUpperCase(), path, raw)),
    );
  }

  /** Reads the document at a URL. */
  static async of(url: string): Promise<Interface> {
    const answer = await fetch(url, { signal: AbortSignal.timeout(10_000) });
    return new Interface((await answer.json()) as Document);
  }

  /** @throws Error when the document has no such operation. */
  operation(name: string): Operation {
    const found = this.operations.find((operation) => operation.name === name);
    if (!found) throw new Error(`the OpenAPI document has no ${name}`);
    return found;
  }

  /** A valid value of a schema: its examples, and the least of the rest. With every optional member where `full`. */
  sample(schema: Schema, full = false): unknown {
    const resolved = this.resolved(schema);
    const { example, enum: values, default: usual } = resolved;
    return example ?? usual ?? values?.[0] ?? this.plain(resolved, full);
  }

  /** What an operation must be asked with, as a query; empty where nothing is required. */
  query({ parameters }: Operation): string {
    const needed = parameters.filter((parameter) => parameter.in === 'query' && parameter.required);
    const query = new URLSearchParams();
    for (const { name, example, schema = {} } of needed) query.set(name, String(example ?? this.sample(schema)));
    return needed.length > 0 ? `?${query.toString()}` : '';
  }

  /** The schema a reference stands for. */
  resolved(schema: Schema): Schema {
    const { $ref, allOf } = schema;
    if ($ref) return this.resolved(this.document.components.schemas[$ref.split('/').at(-1) ?? ''] ?? {});
    return allOf?.[0] ? this.resolved(allOf[0]) : schema;
  }

  private plain({ type, items, minimum, properties = {}, required = [] }: Schema, full: boolean): unknown {
    if (type === 'boolean') return true;
    if (type === 'integer' || type === 'number') return minimum ?? 1;
    if (type === 'array') return [this.sample(items ?? {}, full)];
    if (type !== 'object') return 'text';
    const wanted = Object.entries(properties).filter(([name]) => full || required.includes(name));
    return Object.fromEntries(wanted.map(([name, schema]) => [name, this.sample(schema, full)]));
  }
}

const operationOf = (method: string, path: string, { parameters = [], requestBody }: RawOperation): Operation => {
  if (method !== 'GET' && method !== 'POST') throw new Error(`teach the hostile specs ${method} (${path})`);
  const [content] = Object.entries(requestBody?.content ?? {});
  const body = content && { contentType: content[0], body: content[1].schema };
  return { name: `${method} ${path}`, method, path, parameters, ...body };
};
