import { isMainThread } from 'node:worker_threads';
import { ProposedFeatures, createConnection } from 'vscode-languageserver/node';
import { registry } from '../generated/registry.js';
import { readForOthers } from '../host/reading-threads.js';
import { serve } from './server.js';

if (isMainThread) serve(createConnection(ProposedFeatures.all), __filename);
else readForOthers(registry);
