import { afterEach, beforeEach, vi } from 'vitest';

/** jsdom lays nothing out: every element measures the given size, as soon as it is observed. */
export function everythingMeasures(width: number, height: number): void {
  class FixedObserver implements ResizeObserver {
    private readonly callback: ResizeObserverCallback;
    constructor(callback: ResizeObserverCallback) {
      this.callback = callback;
    }
    observe(target: Element): void {
      const contentRect = { width, height } as DOMRectReadOnly;
      this.callback([{ contentRect, target } as ResizeObserverEntry], this);
    }
    unobserve(): void {}
    disconnect(): void {}
  }
  beforeEach(() => {
    vi.stubGlobal('ResizeObserver', FixedObserver);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });
}
