import { fact } from '../model/fact.js';

/** Code that answers SSH itself: a Git host, a bastion, a place for uploads. */
export const ServesSsh = fact('serving/ssh');

/** What the script of a health check asks its own machine for. */
export const AskedPath = fact<{ readonly path: string }>('serving/asked-path', { everyRole: true });
