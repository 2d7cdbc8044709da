/** Where Taskmaster keeps its tasks in a project’s folder: the place of today, and the one of before 0.16. */
export const standardPlaces = (folder: string): string[] => {
  const separator = folder.includes('\\') && !folder.includes('/') ? '\\' : '/'
  return [
    ['.taskmaster', 'tasks', 'tasks.json'],
    ['tasks', 'tasks.json'],
  ].map((parts) => [folder.replace(/[\\/]$/, ''), ...parts].join(separator))
}
