import type { Span } from '../model/span.js';

/** `key = value` of an INI file as Python's configparser reads it; a value goes on in lines that are indented. */
export interface IniEntry {
  readonly section: string;
  readonly key: string;
  readonly value: string;
  /** Key and value. */
  readonly span: Span;
  readonly valueSpan: Span;
}

export interface IniSection {
  readonly name: string;
  /** The heading in its brackets. */
  readonly span: Span;
  readonly entries: readonly IniEntry[];
}

/** The sections of an INI file. Never throws: what is neither heading nor entry is left out. https://docs.python.org/3/library/configparser.html#supported-ini-file-structure */
export function iniSections(text: string): readonly IniSection[] {
  const sections: { name: string; span: Span; entries: { section: string; key: string; value: string; span: Span; valueSpan: Span }[] }[] =
    [];
  let start = 0;
  for (const line of text.split('\n')) {
    const at = start;
    start += line.length + 1;
    const content = line.trim();
    if (content === '' || content.startsWith('#') || content.startsWith(';')) continue;
    const indent = line.length - line.trimStart().length;
    const span = { start: at + indent, end: at + line.trimEnd().length };
    const heading = /^\[([^\]]{1,200})\]/.exec(content)?.[1];
    if (heading !== undefined) {
      sections.push({ name: heading.trim(), span: { start: span.start, end: span.start + content.indexOf(']') + 1 }, entries: [] });
      continue;
    }
    const section = sections.at(-1);
    const last = section?.entries.at(-1);
    if (indent > 0 && last) {
      last.value = last.value === '' ? content : `${last.value}\n${content}`;
      last.span = { start: last.span.start, end: span.end };
      last.valueSpan = { start: last.valueSpan.start === last.valueSpan.end ? span.start : last.valueSpan.start, end: span.end };
      continue;
    }
    const sign = content.search(/[=:]/);
    if (!section || sign < 1) continue;
    const value = content.slice(sign + 1).replace(/\s[#;].*$/, '');
    const from = span.start + sign + 1 + (value.length - value.trimStart().length);
    section.entries.push({
      section: section.name,
      key: content.slice(0, sign).trim(),
      value: value.trim(),
      span,
      valueSpan: { start: from, end: from + value.trim().length },
    });
  }
  return sections;
}
