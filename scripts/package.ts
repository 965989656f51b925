/** `npm run package`: builds for production and makes the VSIX. */
import { bundle } from './bundle.js';
import { makeVsix } from './vsix.js';

console.log(await bundle({ production: true }));
console.log(await makeVsix());
