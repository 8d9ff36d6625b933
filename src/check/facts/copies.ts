/** Where each command of a client was applied first, by the client's own name of it. */
export class Copies {
  private readonly names: string[] = [];
  private readonly places = new Map<string, number>();

  get count(): number {
    return this.names.length;
  }

  at(name: string): number | undefined {
    return this.places.get(name);
  }

  add(name: string, index: number): void {
    this.names.push(name);
    this.places.set(name, index);
  }

  rewind(count: number): void {
    while (this.names.length > count) this.places.delete(this.names.pop() ?? '');
  }

  copy(): Copies {
    const copy = new Copies();
    for (const name of this.names) copy.add(name, this.places.get(name) ?? 0);
    return copy;
  }
}
