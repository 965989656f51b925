import { Readme } from '../../facts/project.js';
import { folderOf } from '../../model/document.js';
import { before } from '../../model/span.js';
import { detector } from '../detector.js';

export const readme = detector({
  framework: 'README',
  format: 'text',
  files: /(?:^|\/)(?:\.github\/|docs\/)?readme(?:[._-][a-z-]{2,5})?(?:\.(?:md|markdown|mdx|rst|adoc|asciidoc|txt|org))?$/i,

  *facts({ document: { path, text } }) {
    if (text.trim() === '') return;
    // GitHub shows these as the repository's own: https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-readmes
    yield Readme({ span: before(0) }, { folder: folderOf(path).replace(/^(?:\.github|docs)$/, '') });
  },
});
