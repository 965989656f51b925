import { FileCopy } from '../../facts/containers.js';
import { code, rule, safeFix } from '../../model/rule.js';

export const addInsteadOfCopy = rule({
  id: 'docker/add-instead-of-copy',
  shape: 'present',
  severity: 'info',
  title: 'ADD is used where COPY does',
  message: "'ADD' also unpacks archives and downloads URLs, so a reader has to check what it does here. For plain files use 'COPY'.",
  holds: 'Plain files are copied with COPY',
  why: `A file that is renamed to an archive's name, or a path that becomes a URL, changes what the image holds without anybody noticing.`,
  references: ['https://docs.docker.com/build/building/best-practices/#add-or-copy'],
  about: FileCopy,

  *check(copy, { document, problem, unknown, exempt }) {
    const { instruction, keyword, plain } = copy;
    if (instruction !== 'ADD') return;
    if (plain === false) {
      yield exempt;
      return;
    }
    if (plain === undefined) {
      yield unknown(copy);
      return;
    }
    const written = document.text.slice(keyword.start, keyword.end);
    yield problem({
      at: { span: keyword },
      fixes: () => safeFix("Use 'COPY'", [{ span: keyword, text: written === 'ADD' ? 'COPY' : written === 'Add' ? 'Copy' : 'copy' }]),
    });
  },

  examples: [
    {
      file: 'Dockerfile',
      bad: code`
        FROM nginx:1.29
        ADD site/ /usr/share/nginx/html/
      `,
      good: code`
        FROM nginx:1.29
        COPY site/ /usr/share/nginx/html/
      `,
    },
  ],
});
