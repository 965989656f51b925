const CODE_TARGET =
  /^\/(?:app|src|code|srv|workspace|opt|usr\/src|usr\/app|home|var\/www|project|web|api|backend|frontend|server|build)(?:\/|$)/;
const SOURCE_FOLDER =
  /(?:^|\/)(?:src|app|apps|lib|server|api|web|backend|frontend|client|packages|pkg|cmd|internal|components|pages|public|source|code)$/;

/**
 * Whether a folder of the workspace that is mounted into a container is the source that its image was built from. `context` is
 * the folder that the image is built from, `target` where the mount stands, `workingDirectory` where the container's command starts.
 */
export function isSourceFolder(
  path: string,
  context: string | undefined,
  built: boolean,
  target: string | undefined,
  workingDirectory?: string,
): boolean {
  if (target === undefined) return false;
  if (built && workingDirectory !== undefined && startsIn(workingDirectory, target) && !/\.\w{1,8}$/.test(path)) return true;
  if (!CODE_TARGET.test(target)) return false;
  const inside = context !== undefined && (context === '' || path === context || path.startsWith(`${context}/`));
  if (built && !inside) return false;
  return path === (context ?? '') || SOURCE_FOLDER.test(path);
}

const startsIn = (directory: string, target: string): boolean => {
  const folder = target.replace(/\/{1,10}$/, '');
  return folder !== '' && (directory === folder || directory.startsWith(`${folder}/`));
};
