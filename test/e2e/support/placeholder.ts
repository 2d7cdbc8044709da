import type { Locator } from '@playwright/test'

/** How many pixels are left beside the example in an empty field; below 0 where it is cut. */
export const roomBesidePlaceholder = (field: Locator): Promise<number> =>
  field.evaluate((input: HTMLInputElement) => {
    const { font, paddingLeft, paddingRight } = getComputedStyle(input)
    const pen = document.createElement('canvas').getContext('2d')
    if (!pen) throw new Error('There is nothing to measure with.')
    pen.font = font
    const { width } = pen.measureText(input.placeholder)
    return input.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight) - width
  })
