/** `npm run build [-- --development]`: bundles extension, server and command line to dist. */
import { bundle } from './bundle.js';

console.log(await bundle({ production: !process.argv.includes('--development') }));
