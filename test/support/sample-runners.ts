import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SampleLanguage } from '#shared/guide/verification-guide.ts'

/**
 * How a sample is run: written into a folder, built where its language needs that, and called for each case `<n>.body`
 * and `<n>.headers` of another folder. It prints a line a case, true or false.
 */
type Runner = {
  /** A command that succeeds where the language is installed. */
  probe: readonly string[]
  build: (folder: string, code: string) => readonly string[]
}

const write = (folder: string, name: string, text: string): string => {
  const file = join(folder, name)
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, text)
  return file
}

const call = ([command = '', ...words]: readonly string[], folder: string): void => {
  execFileSync(command, words, { cwd: folder, stdio: 'pipe', env: environment })
}

const environment = { ...process.env, LC_ALL: 'C.UTF-8', PYTHONUTF8: '1', GOFLAGS: '-mod=mod', GOTOOLCHAIN: 'local' }

const nodeMain = `
import { existsSync, readFileSync } from 'node:fs'
for (let n = 1; existsSync(process.argv[2] + '/' + n + '.body'); n += 1) {
  const text = readFileSync(process.argv[2] + '/' + n + '.headers', 'utf8')
  const pairs = text.split('\\n').filter(Boolean).map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)])
  console.log(isGenuine(readFileSync(process.argv[2] + '/' + n + '.body'), Object.fromEntries(pairs)))
}
`

const pythonMain = `
import os.path, sys
class Headers(dict):
    def get(self, name, default): return super().get(name.lower(), default)
n = 1
while os.path.exists(f"{sys.argv[1]}/{n}.body"):
    lines = open(f"{sys.argv[1]}/{n}.headers").read().split("\\n")
    headers = Headers((line.split(": ", 1)[0].lower(), line.split(": ", 1)[1]) for line in lines if line)
    print(str(is_genuine(open(f"{sys.argv[1]}/{n}.body", "rb").read(), headers)).lower())
    n += 1
`

const rubyMain = `
class Headers < Hash
  def [](name) = super(name.downcase)
end
n = 1
while File.exist?("#{ARGV[0]}/#{n}.body")
  headers = Headers.new
  File.readlines("#{ARGV[0]}/#{n}.headers", chomp: true).each { |line| name, text = line.split(': ', 2); headers[name.downcase] = text }
  puts genuine?(File.binread("#{ARGV[0]}/#{n}.body"), headers)
  n += 1
end
`

const phpMain = `
for ($n = 1; file_exists("$argv[1]/$n.body"); $n++) {
    $headers = [];
    foreach (file("$argv[1]/$n.headers", FILE_IGNORE_NEW_LINES) as $line) {
        [$name, $text] = explode(': ', $line, 2);
        $headers[$name] = $text;
    }
    echo isGenuine(file_get_contents("$argv[1]/$n.body"), $headers) ? "true\\n" : "false\\n";
}
`

const goMain = `package main

import (
	"fmt"
	"net/http"
	"os"
	"strings"
)

func main() {
	for n := 1; ; n++ {
		body, err := os.ReadFile(fmt.Sprintf("%s/%d.body", os.Args[1], n))
		if err != nil {
			return
		}
		text, _ := os.ReadFile(fmt.Sprintf("%s/%d.headers", os.Args[1], n))
		headers := http.Header{}
		for _, line := range strings.Split(string(text), "\\n") {
			if name, value, found := strings.Cut(line, ": "); found {
				headers.Set(name, value)
			}
		}
		fmt.Println(isGenuine(body, headers))
	}
}
`

const javaMain = `
import java.nio.file.*;
import java.util.*;

class Main {
    public static void main(String[] words) throws Exception {
        for (int n = 1; Files.exists(Path.of(words[0], n + ".body")); n++) {
            Map<String, String> headers = new HashMap<>();
            for (String line : Files.readAllLines(Path.of(words[0], n + ".headers"))) {
                String[] pair = line.split(": ", 2);
                headers.put(pair[0].toLowerCase(), pair[1]);
            }
            System.out.println(WebhookCheck.isGenuine(Files.readAllBytes(Path.of(words[0], n + ".body")), headers));
        }
    }
}
`

const rustMain = `
fn main() {
    let folder = std::env::args().nth(1).unwrap();
    for n in 1.. {
        let Ok(body) = std::fs::read(format!("{folder}/{n}.body")) else { return };
        let text = std::fs::read_to_string(format!("{folder}/{n}.headers")).unwrap();
        let find = |name: &str| {
            let pairs = text.lines().filter_map(|line| line.split_once(": "));
            pairs.filter(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.to_string()).next()
        };
        println!("{}", is_genuine(&body, find));
    }
}
`

const shellMain = `
n=1
while [ -e "$1/$n.body" ]; do
  if bash check.sh "$1/$n.body" "$1/$n.headers" > /dev/null; then echo true; else echo false; fi
  n=$((n + 1))
done
`

/** The crates that a sample names at its top, as a Cargo.toml. */
const cargoFileOf = (code: string): string =>
  [
    '[package]',
    'name = "check"',
    'version = "0.1.0"',
    'edition = "2021"',
    ...code
      .split('\n')
      .filter((line) => line.startsWith('// '))
      .filter((line) => /^\/\/ (\[dependencies\]|\w+ = ".+")$/.test(line))
      .map((line) => line.slice('// '.length)),
    '',
  ].join('\n')

const debianCrates = '/usr/share/cargo/registry'

// Off the network: with the crates that Debian's librust packages bring, or those that Cargo has fetched before.
const cargoOptions = existsSync(debianCrates)
  ? ['--config', 'source.crates-io.replace-with="debian"', '--config', `source.debian.directory="${debianCrates}"`]
  : []

/** The runners of all languages but C#, whose tools no machine of ours has. */
export const sampleRunners: Partial<Record<SampleLanguage, Runner>> = {
  node: {
    probe: [process.execPath, '--version'],
    build: (folder, code) => [process.execPath, write(folder, 'check.mjs', code + nodeMain)],
  },
  python: {
    probe: ['python3', '--version'],
    build: (folder, code) => ['python3', write(folder, 'check.py', code + pythonMain)],
  },
  ruby: { probe: ['ruby', '--version'], build: (folder, code) => ['ruby', write(folder, 'check.rb', code + rubyMain)] },
  php: { probe: ['php', '--version'], build: (folder, code) => ['php', write(folder, 'check.php', code + phpMain)] },
  go: {
    probe: ['go', 'version'],
    build: (folder, code) => {
      write(folder, 'go.mod', 'module check\n\ngo 1.19\n')
      write(folder, 'check.go', code)
      write(folder, 'main.go', goMain)
      call(['go', 'build', '-o', 'check', '.'], folder)
      return [join(folder, 'check')]
    },
  },
  java: {
    probe: ['javac', '-version'],
    build: (folder, code) => {
      write(folder, 'WebhookCheck.java', code)
      write(folder, 'Main.java', javaMain)
      call(['javac', '-encoding', 'UTF-8', 'WebhookCheck.java', 'Main.java'], folder)
      return ['java', '-cp', folder, 'Main']
    },
  },
  rust: {
    probe: ['cargo', '--version'],
    build: (folder, code) => {
      write(folder, 'Cargo.toml', cargoFileOf(code))
      write(folder, 'src/main.rs', code + rustMain)
      // One target folder for all samples: the crates are compiled once.
      const where = ['--offline', '--quiet', '--target-dir', join(folder, '../target')]
      call(['cargo', 'build', ...where, ...cargoOptions], folder)
      return [join(folder, '../target/debug/check')]
    },
  },
  shell: {
    probe: ['bash', '-c', 'command -v openssl awk od base64'],
    build: (folder, code) => {
      write(folder, 'check.sh', code)
      return ['bash', write(folder, 'run.sh', shellMain)]
    },
  },
}

/** Why a sample cannot be run here, or null where it can. */
export function whyNotHere(language: SampleLanguage, code: string, folder: string): string | null {
  const runner = sampleRunners[language]
  if (!runner) return `there is no runner for ${language}`
  const [command = '', ...words] = runner.probe
  if (spawnSync(command, words).status !== 0) return `${command} is not installed`
  return language === 'rust' ? whyNoCrates(code, folder) : null
}

function whyNoCrates(code: string, folder: string): string | null {
  write(folder, 'Cargo.toml', cargoFileOf(code))
  write(folder, 'src/main.rs', 'fn main() {}')
  const fetched = spawnSync('cargo', ['fetch', '--offline', '--quiet', ...cargoOptions], { cwd: folder })
  return fetched.status === 0 ? null : 'its crates are not on this machine'
}

/** Runs a built sample on a folder of cases. */
export const runSample = (
  [command = '', ...words]: readonly string[],
  folder: string,
  cases: string,
  secret: Record<string, string>,
): string[] =>
  execFileSync(command, [...words, cases], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...environment, ...secret },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
    .trim()
    .split('\n')
