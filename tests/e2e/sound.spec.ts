import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';

// Tracing looks into the page, which counts as touching it.
test.use({ trace: 'off' });

const ORDER = { order_id: 1, order_number: 'ORD-1', current_status: 'pending', total: '10.00' };

/** Taps what reaches the speakers, so that silence from a "played" sound is found out. */
const TAP = () => {
	const peaks: number[] = [];
	Object.assign(window, { peaks });
	const connect = AudioNode.prototype.connect as (this: AudioNode, ...rest: unknown[]) => unknown;
	const taps = new WeakMap<BaseAudioContext, AnalyserNode>();
	Reflect.set(
		AudioNode.prototype,
		'connect',
		function (this: AudioNode, target: unknown, ...rest: unknown[]) {
			if (target instanceof AudioDestinationNode && !taps.has(this.context)) {
				const tap = this.context.createAnalyser();
				taps.set(this.context, tap);
				const samples = new Float32Array(tap.fftSize);
				const listen = () => {
					tap.getFloatTimeDomainData(samples);
					peaks.push(samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0));
					requestAnimationFrame(listen);
				};
				listen();
				connect.call(this, tap);
			}
			return connect.call(this, target, ...rest);
		},
	);
};

const loudest = () =>
	(Reflect.get(window, 'peaks') as number[]).reduce((peak, each) => Math.max(peak, each), 0);

test('a new order is heard: the audio graph renders it', async ({ page, floor }) => {
	await page.addInitScript(TAP);
	await floor.open(page);
	await page.getByRole('heading', { name: 'Orders' }).click();
	await expect(page.getByRole('button', { name: 'Sound on' })).toBeVisible();
	expect(await page.evaluate(loudest)).toBe(0);
	await floor.trigger('private-admin.orders', 'order.created', ORDER);
	await expect.poll(() => page.evaluate(loudest)).toBeGreaterThan(0.005);
});

/**
 * Opens the page and looks into it without touching it: Playwright's own look counts as a gesture that would unblock the
 * audio, a plain DevTools evaluation does not.
 */
async function openUntouched(page: Page, url: string): Promise<(expression: string) => Promise<unknown>> {
	await page.goto(url);
	const session = await page.context().newCDPSession(page);
	return async (expression) => {
		const { result } = await session.send('Runtime.evaluate', {
			expression,
			returnByValue: true,
			userGesture: false,
		});
		return result.value;
	};
}

const SOUND_BUTTON = `[...document.querySelectorAll('button')].map((button) => button.innerText).find((text) => /Sound/.test(text))`;

test('a blocked sound is visible, and one click allows it with a tone', async ({ floor, page }) => {
	await page.addInitScript(TAP);
	const peek = await openUntouched(page, floor.url);
	await expect.poll(() => peek(SOUND_BUTTON)).toBe('Sound blocked, allow');
	await expect.poll(() => peek(`document.querySelector('[role=status]').innerText`)).toContain('Connected');
	await floor.trigger('private-admin.orders', 'order.created', ORDER);
	await expect.poll(() => peek(`document.querySelectorAll('article').length`)).toBe(1);
	expect(await peek(`(${loudest})()`)).toBe(0);
	// As slow as a hand: the press alone must not count as a second click.
	await page.getByRole('button', { name: 'Sound blocked, allow' }).click({ delay: 300 });
	await expect(page.getByRole('button', { name: 'Sound on' })).toBeVisible();
	await expect.poll(() => page.evaluate(loudest)).toBeGreaterThan(0.005);
});

test('sound that is switched off stays off after a reload, and says so', async ({ page, floor }) => {
	await floor.open(page);
	await page.getByRole('heading', { name: 'Orders' }).click();
	await page.getByRole('button', { name: 'Sound on' }).click();
	await expect(page.getByRole('button', { name: 'Sound off' })).toBeVisible();
	await page.reload();
	await expect(page.getByRole('button', { name: 'Sound off' })).toBeVisible();
});

test('a sound that cannot be loaded is said to be none', async ({ page, floor }) => {
	await page.route('**/order.wav', (route) => route.fulfill({ body: 'no sound', contentType: 'audio/wav' }));
	await floor.open(page);
	await expect(page.getByText('No sound can be played')).toBeVisible();
});
