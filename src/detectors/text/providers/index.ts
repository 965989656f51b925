import { ai } from './ai.js';
import { cloud } from './cloud.js';
import type { TokenFormat } from './format.js';
import { identity } from './identity.js';
import { messaging } from './messaging.js';
import { monitoring } from './monitoring.js';
import { payment } from './payment.js';
import { sourceControl } from './source-control.js';
import { workplace } from './workplace.js';

/** Every credential format that is known, by area; where two fit the same place equally well, the earlier one is meant. */
export const TOKEN_FORMATS: readonly TokenFormat[] = [
  ...sourceControl,
  ...cloud,
  ...payment,
  ...messaging,
  ...ai,
  ...monitoring,
  ...workplace,
  ...identity,
];
