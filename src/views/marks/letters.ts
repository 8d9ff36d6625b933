/** How many Latin letters wide a text is: a Chinese character, or a sign as wide, takes two. */
export function lettersOf(text: string): number {
  return text.length + (text.match(/[\u2e80-\uffe0]/g)?.length ?? 0);
}
