import type { SignalPlace } from '../model/checklist.js';
import { fact } from '../model/fact.js';

/** Words that an item of the checklist looks for, as they stand in a document; the first place for each. They prove nothing. */
export const Signal = fact<{ readonly place: SignalPlace; readonly text: string }>('checklist/signal', { everyRole: true });
