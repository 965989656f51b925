import type { Document, Format } from '../../src/model/document.js';

/** A document of the production code, as the engine would hand it over. */
export const documentOf = (path: string, format: Format, text: string): Document => ({
  uri: `file:///w/${path}`,
  path,
  format,
  role: 'production',
  version: 0,
  text,
  tracked: true,
});
