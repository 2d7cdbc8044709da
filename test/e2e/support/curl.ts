import { execFile, execFileSync } from 'node:child_process'

/** Whether there is a curl to send with. */
export const hasCurl = ((): boolean => {
  try {
    execFileSync('curl', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

/** Runs curl with these words and answers the status that it was told. */
export const curl = (...words: string[]): Promise<number> => run('curl', [...statusOnly, ...words])

/** Runs a command line that begins with `curl`, as a person would paste it into a shell. */
export const pasteIntoShell = (command: string): Promise<number> =>
  run('sh', ['-c', command.replace(/^curl /, `curl ${statusOnly.map((word) => `'${word}'`).join(' ')} `)])

const statusOnly = ['--silent', '--show-error', '--output', '/dev/null', '--write-out', '%{http_code}\n']

function run(program: string, words: string[]): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  execFile(program, words, (error, output) => (error ? reject(error) : resolve(Number(output.split('\n')[0]))))
  return promise
}
