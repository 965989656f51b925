import type { FactDraft } from '../../model/fact.js';
import type { DataNode } from '../../syntax/data.js';
import { GracePeriod, ServerSetting, type SettingOwner } from '../../facts/budgets.js';
import { objectsOf } from '../deploy/kubernetes.js';
import { detector } from '../detector.js';
import { settingsIn } from './settings.js';

/** What is looked for in commands and variables. */
const MENTIONS =
  /-Xmx\d|max[-_]old[-_]space[-_]size|--maxmemory|shared_buffers|innodb[-_]buffer[-_]pool[-_]size|memcached|gunicorn|uvicorn|fastapi|WEB_CONCURRENCY/i;

/** What services of compose files tell their processes. */
export const composeSettings = detector({
  framework: 'Docker Compose',
  format: 'yaml',
  mentions: new RegExp(`${MENTIONS.source}|replicas:|scale:`, 'i'),
  worthParsing: ({ text }) => text.includes('services'),

  *facts({ document: { text }, root }): Iterable<FactDraft> {
    if (root.get('jobs') ?? root.get('apiVersion')) return;
    for (const { key, node } of root.get('services')?.entries ?? []) {
      if (node.kind !== 'map') continue;
      const owner: SettingOwner = { is: 'service', name: key };
      for (const part of ['entrypoint', 'command']) {
        const command = node.get(part);
        if (command) yield* settingsIn(text, command.span, owner, undefined);
      }
      yield* environmentOf(text, node.get('environment'), owner);
      const replicas = node.at('deploy.replicas') ?? node.get('scale');
      if (replicas && /^\d{1,5}$/.test(replicas.text ?? ''))
        yield ServerSetting(replicas, {
          owner,
          variable: undefined,
          written: `${replicas.text ?? ''} replicas`,
          amountAt: replicas.span,
          server: 'compose',
          what: 'replicas',
          amount: Number(replicas.text),
        });
    }
  },
});

/** A map, or a list of `NAME=value`. */
function* environmentOf(text: string, environment: DataNode | undefined, owner: SettingOwner): Iterable<FactDraft> {
  for (const { key, node } of environment?.entries ?? []) yield* settingsIn(text, node.span, owner, key);
  for (const item of environment?.items ?? []) {
    const sign = item.text?.indexOf('=') ?? -1;
    if (sign < 1) continue;
    const start = text.indexOf('=', item.span.start) + 1;
    if (start > 0 && start < item.span.end) yield* settingsIn(text, { start, end: item.span.end }, owner, item.text?.slice(0, sign));
  }
}

/** What containers of manifests tell their processes; what a template writes is not known. */
export const kubernetesSettings = detector({
  framework: 'Kubernetes',
  format: 'yaml',
  mentions: MENTIONS,
  apart: true,

  applies: ({ document: { text } }) => !text.includes('{{'),

  *facts({ document: { text }, documents }): Iterable<FactDraft> {
    for (const root of documents)
      for (const object of objectsOf(root)) {
        const spec = object.at('spec.template.spec') ?? object.at('spec.jobTemplate.spec.template.spec') ?? object.get('spec');
        for (const container of spec?.get('containers')?.items ?? []) {
          const owner: SettingOwner = { is: 'container', at: (container.get('name') ?? container).span };
          for (const part of ['command', 'args']) {
            const command = container.get(part);
            if (command) yield* settingsIn(text, command.span, owner, undefined);
          }
          for (const variable of container.get('env')?.items ?? []) {
            const value = variable.get('value');
            if (value) yield* settingsIn(text, value.span, owner, variable.get('name')?.text);
          }
        }
      }
  },
});

/** What images tell their processes. */
export const imageSettings = detector({
  framework: 'Docker',
  format: 'dockerfile',
  mentions: MENTIONS,

  *facts(file): Iterable<FactDraft> {
    const { text } = file.document;
    for (const { index, instructions } of file.stages)
      for (const { keyword, argsSpan, pairs } of instructions) {
        const owner: SettingOwner = { is: 'stage', index };
        if (keyword === 'CMD' || keyword === 'ENTRYPOINT') yield* settingsIn(text, argsSpan, owner, undefined);
        if (keyword === 'ENV') for (const { name, value } of pairs) if (value) yield* settingsIn(text, value.span, owner, name);
      }
  },
});

/** `1m30s`, `45s`. https://docs.docker.com/reference/compose-file/extension/#specifying-durations */
function secondsOf(text: string): number | undefined {
  const [all, hours, minutes, seconds] = /^(?:(\d{1,4})h)?(?:(\d{1,5})m)?(?:(\d{1,6})s)?$/.exec(text.trim()) ?? [];
  return all === undefined || all === '' ? undefined : Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
}

/** How long compose waits for a process to end. */
export const serviceGracePeriods = detector({
  framework: 'Docker Compose',
  format: 'yaml',
  mentions: ['stop_grace_period'],

  *facts({ root }): Iterable<FactDraft> {
    for (const { key, node } of root.get('apiVersion') ? [] : (root.get('services')?.entries ?? [])) {
      const period = node.kind === 'map' ? node.get('stop_grace_period') : undefined;
      const seconds = period?.text === undefined ? undefined : secondsOf(period.text);
      if (period?.text !== undefined && seconds !== undefined)
        yield GracePeriod(period, { owner: { is: 'service', name: key }, seconds, written: period.text });
    }
  },
});

/** How long Kubernetes does. */
export const podGracePeriods = detector({
  framework: 'Kubernetes',
  format: 'yaml',
  mentions: ['terminationGracePeriodSeconds'],
  apart: true,

  *facts({ documents }): Iterable<FactDraft> {
    for (const document of documents)
      for (const object of objectsOf(document)) {
        const spec = object.at('spec.template.spec') ?? object.get('spec');
        const period = spec?.get('terminationGracePeriodSeconds');
        if (!period || !/^\d{1,6}$/.test(period.text ?? '')) continue;
        for (const container of spec?.get('containers')?.items ?? [])
          yield GracePeriod(period, {
            owner: { is: 'container', at: (container.get('name') ?? container).span },
            seconds: Number(period.text),
            written: period.text ?? '',
          });
      }
  },
});
