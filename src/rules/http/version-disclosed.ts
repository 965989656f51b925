import { addDirectives } from '../../edits/nginx.js';
import { VersionBanner } from '../../facts/proxy.js';
import { folderOf } from '../../model/document.js';
import { code, fix, rule } from '../../model/rule.js';
import { isOff, isOn } from '../../model/value.js';

export const versionDisclosed = rule({
  id: 'http/version-disclosed',
  shape: 'present',
  severity: 'info',
  title: 'Responses tell the software and its version',
  message: {
    written: "'{setting}' tells every client what {by} runs here, so known holes of it need no guessing. Switch it off.",
    standard: "{by} tells every client what it is: '{setting}' is on by default, and known holes of it need no guessing. Switch it off.",
  },
  holds: 'Responses do not tell what software sends them',
  why: `Scanners that look for a release with a known hole read the version from a header. Without it they have to try, which shows in logs and takes
    them longer than most of them spend.`,
  references: [
    'https://owasp.org/www-project-web-security-testing-guide/stable/4-Web_Application_Security_Testing/01-Information_Gathering/02-Fingerprint_Web_Server',
  ],
  security: 2,
  about: VersionBanner,
  reads: [VersionBanner],

  *check(banner, { document, everywhere, problem, unknown }) {
    const { by, setting, shown, byDefault, partial, safe, room } = banner;
    if (!isOn(shown)) return;
    if (byDefault) {
      const others = everywhere(VersionBanner, { by }).filter((other) => other !== banner && other.setting === setting);
      // Another part of the same configuration says so.
      const off = others.filter((other) => !other.byDefault && isOff(other.shown));
      if (off.some((other) => isNear(other.uri, banner.uri))) return;
      // The outer part speaks for this one; and once is enough.
      if (off.length > 0 || (partial && others.some((other) => !other.partial || other.uri < banner.uri))) {
        yield unknown(banner);
        return;
      }
    }
    yield problem({
      say: byDefault ? 'standard' : 'written',
      at: banner,
      words: { setting, by },
      subject: setting,
      fixes: () =>
        safe
          ? fix(
              safe.becomes === undefined ? `Switch '${setting}' off` : `${byDefault ? 'Add' : 'Change it to'} '${safe.becomes}'`,
              safe.edits,
            )
          : room
            ? fix(`Add '${room.line}'`, addDirectives(document, room.inside, [room.line]))
            : [],
    });
  },

  examples: [
    {
      file: 'nginx.conf',
      bad: code`
        http {
          server_tokens on;
          server {
            listen 80;
          }
        }
      `,
      good: code`
        http {
          server_tokens off;
          server {
            listen 80;
          }
        }
      `,
    },
  ],
});

/** Whether one of two documents stands in the other's folder, or below it. */
function isNear(a: string, b: string): boolean {
  const [one, other] = [folderOf(a), folderOf(b)];
  return one === other || one.startsWith(`${other}/`) || other.startsWith(`${one}/`);
}
