/** Walks over the source of a regular expression that the language has accepted. */
export class ExpressionSource {
  protected readonly source: string;
  protected at = 0;

  constructor(source: string) {
    this.source = source;
  }

  get atEnd(): boolean {
    return this.at >= this.source.length;
  }

  protected get peek(): string {
    return this.source.charAt(this.at);
  }

  protected next(): string {
    return this.source.charAt(this.at++);
  }

  protected take(character: string): boolean {
    const there = this.peek === character;
    if (there) this.at += 1;
    return there;
  }

  /** What a sticky expression matches here; it is passed. */
  protected takeAll(expression: RegExp): RegExpExecArray | undefined {
    expression.lastIndex = this.at;
    const match = expression.exec(this.source) ?? undefined;
    this.at += match?.[0].length ?? 0;
    return match;
  }
}
