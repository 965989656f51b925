import { ComposeService } from '../../facts/containers.js';
import { folderOf } from '../../model/document.js';
import type { FactDraft } from '../../model/fact.js';
import type { DataNode } from '../../syntax/data.js';
import { detector } from '../detector.js';

/** What compose files say about the images that they build and run. */
export const composeServices = detector({
  framework: 'Docker Compose',
  format: 'yaml',
  mentions: /^["']?services["']?[ \t]*:/m,

  *facts({ document, root }): Iterable<FactDraft> {
    if (root.get('jobs') ?? root.get('apiVersion')) return;
    for (const { key, keySpan, node } of root.get('services')?.entries ?? []) {
      if (node.kind !== 'map') continue;
      const build = node.get('build');
      const image = node.get('image');
      const check = node.entry('healthcheck');
      yield ComposeService(
        { span: keySpan },
        {
          name: key,
          path: document.path,
          role: document.role,
          image: image?.text,
          build: build && buildOf(build, folderOf(document.path)),
          check: check && {
            on:
              check.node.option('disable')?.kind !== 'flag' &&
              !/^\[?\s*["']?NONE/.test(check.node.get('test')?.items[0]?.text ?? check.node.get('test')?.text ?? ''),
            at: check.keySpan,
          },
          published: (node.get('ports')?.items.length ?? 0) > 0,
          open: node.open || node.entry('extends') !== undefined,
        },
      );
    }
  },
});

function buildOf(build: DataNode, folder: string): { context: string; dockerfile: string; target: string | undefined } | undefined {
  const context = build.kind === 'map' ? (build.get('context')?.text ?? '.') : build.text;
  if (context === undefined || context.includes('$') || /^[a-z+]+:|^git@|\.git(?:#|$)/i.test(context)) return undefined;
  const resolved = resolvePath(folder, context);
  const named = build.get('dockerfile')?.text ?? 'Dockerfile';
  const target = build.get('target')?.text;
  if (resolved === undefined || named.includes('$') || build.get('dockerfile_inline')) return undefined;
  const dockerfile = resolvePath(resolved, named);
  return dockerfile === undefined ? undefined : { context: resolved, dockerfile, target: target?.includes('$') ? undefined : target };
}

/** A relative path from a folder of the workspace; undefined when it leads out of it. */
export function resolvePath(folder: string, path: string): string | undefined {
  if (path.startsWith('/') || path.startsWith('~')) return undefined;
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}
