import type { Section } from '../model/checklist.js';
import { auth } from './catalogue/auth.js';
import { compliance } from './catalogue/compliance.js';
import { config } from './catalogue/config.js';
import { data } from './catalogue/data.js';
import { database } from './catalogue/database.js';
import { delivery } from './catalogue/delivery.js';
import { docs } from './catalogue/docs.js';
import { health } from './catalogue/health.js';
import { http } from './catalogue/http.js';
import { launch } from './catalogue/launch.js';
import { observability } from './catalogue/observability.js';
import { performance } from './catalogue/performance.js';
import { platform } from './catalogue/platform.js';
import { quality } from './catalogue/quality.js';
import { recovery } from './catalogue/recovery.js';
import { resilience } from './catalogue/resilience.js';
import { secrets } from './catalogue/secrets.js';
import { testing } from './catalogue/testing.js';

/** The built-in checklist, in its order: 18 sections, 192 items. */
export const catalogue: readonly Section[] = [
  quality,
  testing,
  delivery,
  secrets,
  auth,
  http,
  data,
  database,
  resilience,
  health,
  observability,
  config,
  platform,
  performance,
  recovery,
  docs,
  compliance,
  launch,
];

/** Moves when items come, go or change their meaning: a signature says which one it saw. */
export const CATALOGUE_VERSION = 1;
