import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeAll } from 'vitest';
import { loadMessages } from '../src/messages/index.ts';

// A limit, not a measure: a panel is loaded when it is first shown, and a machine may be busy.
configure({ asyncUtilTimeout: 20_000 });

// Tests look at panels that come later: their words have to be there.
beforeAll(() => loadMessages('en'));

afterEach(cleanup);
