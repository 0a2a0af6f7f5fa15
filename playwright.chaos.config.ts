import { defineConfig } from '@playwright/test';
import base from './playwright.config.ts';

/** Random bad lines in front of a real browser; CHAOS_RUNS says how many, CHAOS_SEED which is the first. */
export default defineConfig(base, { testDir: 'tests/chaos', timeout: 180_000, workers: 2 });
