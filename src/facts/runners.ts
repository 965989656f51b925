import type { SettingOwner } from './budgets.js';
import { ComposeService } from './compose.js';
import { Image } from './containers.js';
import { Container } from './kubernetes.js';
import type { Fact, FactKind } from '../model/fact.js';

type ServiceFact = Fact<NonNullable<(typeof ComposeService)['of']>>;
type ContainerFact = Fact<NonNullable<(typeof Container)['of']>>;
type ImageFact = Fact<NonNullable<(typeof Image)['of']>>;
type Everywhere = <T>(kind: FactKind<T>) => readonly Fact<T>[];

/** Something that runs with a setting. */
export type Runner =
  | { readonly is: 'service'; readonly fact: ServiceFact; readonly who: string }
  | { readonly is: 'container'; readonly fact: ContainerFact; readonly who: string };

const serviceRunner = (fact: ServiceFact): Runner => ({ is: 'service', fact, who: `Service '${fact.name}'` });
const containerRunner = (fact: ContainerFact): Runner => ({ is: 'container', fact, who: `Container '${fact.name ?? ''}'` });

interface Owned {
  readonly uri: string;
  readonly owner: SettingOwner;
  readonly variable: string | undefined;
}

/** Who runs with the setting, as far as nothing else replaces it. */
export function runnersOf({ uri, owner, variable }: Owned, everywhere: Everywhere): readonly Runner[] {
  switch (owner.is) {
    case 'service':
      return everywhere(ComposeService)
        .filter((service) => service.uri === uri && service.name === owner.name && !service.open)
        .map(serviceRunner);
    case 'container':
      return everywhere(Container)
        .filter((container) => container.uri === uri && container.span.start === owner.at.start)
        .map(containerRunner);
    case 'stage':
      return everywhere(Image)
        .filter((image) => image.uri === uri && image.layers.includes(owner.index))
        .flatMap((image) => runnersOfImage(image, everywhere))
        .filter((runner) => !replaces(runner, variable));
  }
}

const at = ({ uri, span }: { readonly uri?: string; readonly span: { readonly start: number } }): string =>
  `${String(uri)} ${String(span.start)}`;

/** Services and containers that run an image of the workspace. */
export function runnersOfImage({ services, pods }: ImageFact, everywhere: Everywhere): readonly Runner[] {
  const own = new Set(services.map((service) => at(service.at)));
  const contained = new Set(pods.map((pod) => at(pod.at)));
  return [
    ...everywhere(ComposeService)
      .filter((service) => own.has(at(service)))
      .map(serviceRunner),
    ...everywhere(Container)
      .filter((container) => contained.has(at(container)))
      .map(containerRunner),
  ];
}

/** Whether whoever runs the image says something else, or may. */
function replaces(runner: Runner, variable: string | undefined): boolean {
  if (runner.is === 'service') {
    const { open, command, variables, envFiles } = runner.fact;
    return (
      open ||
      (variable === undefined ? command !== undefined && command !== '' : envFiles || variables.some(({ name }) => name === variable))
    );
  }
  const { env, envFrom, map } = runner.fact;
  if (variable === undefined) return map === undefined || map.entries.some(({ key }) => key === 'command' || key === 'args');
  return envFrom.length > 0 || env.some(({ name }) => name === variable);
}
