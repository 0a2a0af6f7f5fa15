import { defineConfig } from '@playwright/test';
import usual from './playwright.config.ts';

/** The gallery as it is drawn, against pictures of it: the same fonts, the same day, nothing that moves. */
export default defineConfig(usual, {
	testDir: 'tests/visual',
	globalSetup: './tests/visual/server.ts',
	snapshotPathTemplate: '{testDir}/baselines/{arg}{ext}',
	expect: {
		timeout: 20_000,
		toHaveScreenshot: {
			animations: 'disabled',
			caret: 'hide',
			scale: 'css',
			// A shade that the eye cannot tell is no change; ten pixels that it can are one.
			threshold: 0.1,
			maxDiffPixels: 10,
		},
	},
	use: {
		launchOptions: {
			...usual.use?.launchOptions,
			// Letters are drawn alike on every machine: no hinting, no colours between their pixels, one colour profile.
			args: [
				...(usual.use?.launchOptions?.args ?? []),
				'--font-render-hinting=none',
				'--disable-lcd-text',
				'--force-color-profile=srgb',
			],
		},
	},
});
