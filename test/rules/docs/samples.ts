/** A web application, and what may stand beside it. */
export const SERVICE = { 'main.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n' } as const;
export const MANIFEST = '[project]\nname = "shop"\n';

/** A workspace with a service; the gap stands at the first line of its manifest. */
export const lacking = (files: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  ...SERVICE,
  'pyproject.toml': `«»${MANIFEST}`,
  ...files,
});
export const having = (files: Readonly<Record<string, string>>): Record<string, string> => ({
  ...SERVICE,
  'pyproject.toml': MANIFEST,
  ...files,
});

/** Words enough to say something. */
export const STEPS =
  'Build the image with `docker build -t shop .` and push it.\n\n1. Run `alembic upgrade head` against the database of production.\n2. Set the new image: `kubectl set image deployment/shop shop=shop:2`\n3. Wait until it is ready, then watch the errors for ten minutes.\n';
export const WORDS =
  'When requests are slow, look at the connections of the database first. More than ninety mean that a worker holds them: restart it, and call the person on duty for the database when that does not help within five minutes.\n';
