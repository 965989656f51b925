/** What a reader of YAML hands over. All places count from the beginning of the text that was read. */
export type YamlNode = YamlMap | YamlList | YamlScalar | YamlAlias;

interface Placed {
  readonly start: number;
  /** Of a collection or a block of text: where the next thing begins, so that white space and comments may stand before it. */
  readonly end: number;
  readonly tag: string | undefined;
}

export interface YamlMap extends Placed {
  readonly kind: 'map';
  /** In braces. */
  readonly flow: boolean;
  readonly pairs: readonly YamlPair[];
}

export interface YamlPair {
  readonly key: YamlNode;
  readonly value: YamlNode | undefined;
}

export interface YamlList extends Placed {
  readonly kind: 'list';
  /** In brackets. */
  readonly flow: boolean;
  readonly items: readonly YamlNode[];
}

export interface YamlScalar extends Placed {
  readonly kind: 'scalar';
  /** A text, number, flag or null; whatever else a tag makes of it. */
  readonly value: unknown;
  /** Neither in quotes nor a block. */
  readonly plain: boolean;
}

export interface YamlAlias extends Placed {
  readonly kind: 'alias';
  /** What the nearest anchor of its name before it stands at. */
  readonly target: YamlNode | undefined;
}

/** What stands between two `---`. */
export interface YamlDocument {
  readonly start: number;
  readonly end: number;
  /** Undefined where it is empty. */
  readonly contents: YamlNode | undefined;
  /** Nodes may stand in several places. */
  readonly aliased: boolean;
}
