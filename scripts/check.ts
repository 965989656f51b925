/** `npm run check [-- phase…]`: what to run before every commit. */
import { checks } from './checks.js';
import { runPhases } from './phases.js';

await runPhases(checks, process.argv.slice(2));
