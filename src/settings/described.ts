/** As much of a zod schema as says what may be written. */
export interface Described {
  readonly description?: string | undefined;
  readonly def: {
    readonly type: string;
    readonly innerType?: Described;
    readonly keyType?: Described;
    readonly valueType?: Described;
    readonly element?: Described;
    readonly options?: readonly Described[];
    readonly shape?: Readonly<Record<string, Described>>;
    readonly entries?: Readonly<Record<string, string | number>>;
    readonly values?: readonly unknown[];
    readonly defaultValue?: unknown;
  };
}

type Path = readonly PropertyKey[];

/** The schema without what makes it optional, or each of several where one is to be chosen. */
export function alternativesOf(schema: Described): readonly Described[] {
  const { innerType, options } = schema.def;
  return innerType ? alternativesOf(innerType) : options ? options.flatMap(alternativesOf) : [schema];
}

/** What may stand at a place, as it is written in the schema; several where the places above it take several things. */
export function schemasAt(schema: Described, path: Path): readonly Described[] {
  const [first, ...rest] = path;
  if (first === undefined) return [schema];
  return alternativesOf(schema).flatMap(({ def: { shape, valueType, element } }) => {
    const inner = shape ? (Object.hasOwn(shape, String(first)) ? shape[String(first)] : undefined) : (valueType ?? element);
    return inner ? schemasAt(inner, rest) : [];
  });
}

/** The keys that the schema knows at a place. */
export const keysAt = (schema: Described, path: Path): readonly string[] =>
  schemasAt(schema, path)
    .flatMap(alternativesOf)
    .flatMap(({ def: { shape = {} } }) => Object.keys(shape));

/** What a schema says about itself. */
export function descriptionOf(schema: Described): string | undefined {
  const { description, def } = schema;
  return description ?? (def.innerType && descriptionOf(def.innerType));
}

/** What holds where nothing is written; undefined where that is nothing. */
export function defaultOf({ def }: Described): unknown {
  const { type, innerType, defaultValue } = def;
  return type === 'default' ? defaultValue : innerType && defaultOf(innerType);
}

export const isRequired = ({ def: { type } }: Described): boolean => !['optional', 'default', 'prefault'].includes(type);

/** The words to choose from. */
export function choicesOf({ def: { type, entries, values } }: Described): readonly string[] {
  return type === 'boolean' ? ['true', 'false'] : [...Object.values(entries ?? {}), ...(values ?? [])].map(String);
}
