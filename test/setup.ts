import '@testing-library/jest-dom/vitest';
import { cleanup } from '@testing-library/react';
import { afterEach, beforeAll } from 'vitest';
import { loadMessages } from '../src/messages/index.ts';

// Tests look at panels that come later: their words have to be there.
beforeAll(() => loadMessages('en'));

afterEach(cleanup);
