/** Waits for colours that are still on their way from one theme to the other. */
export async function settle(): Promise<void> {
  // Two frames: in the first the new theme is worked out, and what it sets in motion exists in the second.
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  const running = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity)
  await Promise.allSettled(running.map(({ finished }) => finished))
}
