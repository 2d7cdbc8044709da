import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

// A disk in a file, on a disk in a file. Freezing the outer one and copying the inner one's file takes what the inner
// disk has received and nothing of what its file system still holds in memory: that is what a power cut leaves.
// It does not model a disk that loses or reorders its own volatile cache.

const outerSize = '1536M'
const innerSize = '512M'

/** A disk whose power can be cut. */
export type Rig = {
  /** A folder on the disk. */
  folder: string
  /** Copies what the disk has received at this moment, while the disk goes on. */
  cut: () => void
  /** Mounts the last copy, as after the power has come back, and hands over its folder. */
  withCut: <Result>(look: (folder: string) => Promise<Result>) => Promise<Result>
  remove: () => void
}

const run = (command: string, ...args: string[]): string => execFileSync(command, args, { encoding: 'utf8' })

/** Makes the rig. Throws where this machine has no loop devices or we may not mount. */
export function createRig(): Rig {
  const base = mkdtempSync(join(tmpdir(), 'creel-power-'))
  const [outer, inner, cut] = ['outer', 'inner', 'cut'].map((name) => join(base, name)) as [string, string, string]
  const [outerImage, innerImage, cutImage] = [join(base, 'outer.img'), join(outer, 'disk.img'), join(base, 'cut.img')]
  const undo: Array<() => void> = [() => rmSync(base, { recursive: true, force: true })]
  const remove = (): void => {
    for (const step of undo.splice(0).reverse()) step()
  }
  const mountNew = (image: string, size: string, folder: string): void => {
    run('truncate', '-s', size, image)
    run('mkfs.ext4', '-q', '-F', image)
    mountImage(image, folder)
    undo.push(() => run('umount', folder))
  }
  try {
    mountNew(outerImage, outerSize, outer)
    mountNew(innerImage, innerSize, inner)
  } catch (error) {
    remove()
    throw error
  }
  return {
    folder: inner,
    cut() {
      run('fsfreeze', '--freeze', outer)
      try {
        run('cp', '--sparse=always', innerImage, cutImage)
      } finally {
        run('fsfreeze', '--unfreeze', outer)
      }
    },
    async withCut(look) {
      mountImage(cutImage, cut)
      try {
        return await look(cut)
      } finally {
        run('umount', cut)
      }
    },
    remove,
  }
}

function mountImage(image: string, folder: string): void {
  mkdirSync(folder, { recursive: true })
  run('mount', '-o', 'loop', image, folder)
}

/** Why a rig cannot be made here, or null. */
export function whyNoRig(): string | null {
  if (process.platform !== 'linux') return 'it needs Linux'
  if (process.getuid?.() !== 0) return 'it needs root, to mount'
  try {
    createRig().remove()
    return null
  } catch (error) {
    return String((error as Error).message).replaceAll('\n', ' ')
  }
}
