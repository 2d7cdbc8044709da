/** A package as the lock file describes it, as far as we read and write it. */
export type LockedPackage = {
  version?: string
  dev?: boolean
  optional?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
  optionalDependencies?: Record<string, string>
}
export type LockedPackages = Record<string, LockedPackage>

const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32']
const processors = ['arm', 'arm64', 'ia32', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64']
const libraries: Record<string, string> = { gnu: 'glibc', musl: 'musl' }

/** The optional packages that are missing from the lock, with the versions that are asked for. */
export const missingOptionals = (packages: LockedPackages): { name: string; version: string; dev: boolean }[] =>
  Object.values(packages).flatMap(({ optionalDependencies = {}, dev = false }) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !(`node_modules/${name}` in packages))
      .map(([name, version]) => ({ name, version, dev })),
  )

/** The lock entry of a package for one platform, read from its name: `@oxlint/binding-linux-x64-musl`. */
export function platformEntry({ name, version, dev }: { name: string; version: string; dev: boolean }): LockedPackage {
  const words = name.slice(name.lastIndexOf('/') + 1).split('-')
  const os = words.filter((word) => systems.includes(word))
  const cpu = words.filter((word) => processors.includes(word))
  const libc = os.includes('linux') ? words.flatMap((word) => libraries[word] ?? []) : []
  if (cpu.length === 0) throw new Error(`${name} does not name its platform: lock it where the registry has it.`)
  return {
    version,
    cpu,
    ...(dev && { dev }),
    ...(libc.length > 0 && { libc }),
    optional: true,
    ...(os.length > 0 && { os }),
  }
}

/** The packages with an entry for every platform, in npm’s order. */
export function completeLock(packages: LockedPackages): LockedPackages {
  const added = missingOptionals(packages).map((missing) => [`node_modules/${missing.name}`, platformEntry(missing)])
  const all = { ...packages, ...(Object.fromEntries(added) as LockedPackages) }
  return Object.fromEntries(Object.entries(all).toSorted(([a], [b]) => a.localeCompare(b, 'en')))
}
