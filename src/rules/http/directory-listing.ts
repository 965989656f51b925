import { DirectoryListing } from '../../facts/proxy.js';
import { code, fix, rule } from '../../model/rule.js';
import { isOn } from '../../model/value.js';

/** Folders that are there to be looked through. */
const MEANT =
  /(?:^|[/_.-])(?:downloads?|files?|releases?|archives?|mirrors?|pub|repos?(?:itory)?|packages?|artifacts?|dist|builds?|pool|debian|ubuntu|rpms?|index(?:es)?|browse|simple)(?:[/_.$-]|$)/i;

export const directoryListing = rule({
  id: 'http/directory-listing',
  shape: 'present',
  severity: 'warning',
  title: 'Directories are listed',
  message: "'{setting}' shows the names of all files of a folder without an index page, backups and drafts included. Switch it off.",
  holds: 'Directories are not listed',
  why: `A listing hands out what nobody linked: a backup, an export, a file with credentials that was left beside the pages. Search engines index
    such pages, and people search for them.`,
  references: ['https://cwe.mitre.org/data/definitions/548.html'],
  security: 5.3,
  about: DirectoryListing,

  *check(listing, { problem }) {
    const { setting, listed, served, safe } = listing;
    if (!isOn(listed)) return;
    yield problem({
      at: listing,
      words: { setting },
      subject: served ?? setting,
      fixes: () => (safe ? fix(safe.becomes === undefined ? `Remove '${safe.words}'` : `Change it to '${safe.becomes}'`, safe.edits) : []),
      ...(served !== undefined && MEANT.test(served) ? { severity: 'info' } : {}),
    });
  },

  examples: [
    {
      file: 'nginx.conf',
      bad: code`
        server {
          root /srv/www;
          autoindex on;
        }
      `,
      good: code`
        server {
          root /srv/www;
          autoindex off;
        }
      `,
    },
  ],
});
