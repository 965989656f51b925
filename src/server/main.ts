import { ProposedFeatures, createConnection } from 'vscode-languageserver/node';
import { registry } from '../generated/registry.js';
import { readForOthers } from '../host/reading-threads.js';
import { ownTask } from '../host/task.js';
import { serve } from './server.js';

const task = ownTask();
if (task) readForOthers(task, registry);
else serve(createConnection(ProposedFeatures.all), __filename);
