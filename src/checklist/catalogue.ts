import type { Section } from '../model/checklist.js';
import { auth } from './catalogue/auth.js';
import { config } from './catalogue/config.js';
import { data } from './catalogue/data.js';
import { delivery } from './catalogue/delivery.js';
import { health } from './catalogue/health.js';
import { http } from './catalogue/http.js';
import { platform } from './catalogue/platform.js';
import { resilience } from './catalogue/resilience.js';
import { secrets } from './catalogue/secrets.js';

/** The built-in checklist, in its order. Items join it when the first of their rules is built. */
export const catalogue: readonly Section[] = [delivery, secrets, auth, http, data, resilience, health, config, platform];
