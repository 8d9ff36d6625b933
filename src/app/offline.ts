/**
 * Keeps all of the page for times without a network, where it is served with a service worker (scripts/vite): not by the
 * development server, nor where the page is one file that needs nothing else. Without it the page is the same.
 */
export function keepOffline(): void {
  if (document.querySelector('link[rel="manifest"]') === null) return;
  try {
    navigator.serviceWorker.register('./service-worker.js').catch(() => undefined);
  } catch {
    // Not over plain http, nor in a frame without an origin.
  }
}
