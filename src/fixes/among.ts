/** Whether `texts` has nothing that `all` has not, each as often at most. */
export function isAmong(texts: readonly string[], all: readonly string[]): boolean {
  const left = [...all];
  return texts.every((text) => {
    const at = left.indexOf(text);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}
