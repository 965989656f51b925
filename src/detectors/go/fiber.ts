import { detector } from '../detector.js';
import { applicationFacts } from './application.js';
import { FIBER } from './routers.js';

/** https://docs.gofiber.io/guide/routing */
export const fiber = detector({
  framework: 'Fiber',
  format: 'go',
  mentions: ['gofiber/fiber'],
  applies: (go) => go.importList.some(({ module }) => FIBER.module.test(module)),

  facts: (go) => applicationFacts(go, FIBER),
});
