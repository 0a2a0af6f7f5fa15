import type { BrowserContext, Page } from '@playwright/test';
import { connected, expect, FIRST_LOAD_MS, sample, test, type Floor } from '../fixtures.ts';
import { countSounds } from '../sounds.ts';

// Tracing looks into the page, which counts as touching it.
test.use({ trace: 'off' });

const ORDER = { order_id: 1, order_number: 'ORD-1', current_status: 'pending', total: '10.00' };

/** By name: length in ms and level in dB at the master level of 40 % that a browser begins with. */
const DESIGN: Readonly<Record<string, readonly [lengthMs: number, decibel: number]>> = {
	order: [90, -24],
	'payment-failed': [180, -20],
	stock: [220, -20],
	'alert-high': [450, -14],
	'alert-critical': [900, -8],
	'line-lost': [300, -18],
	'line-back': [300, -18],
};

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
				// Two thirds of a second: a busy machine draws few frames.
				tap.fftSize = 32_768;
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

type Peek = Awaited<ReturnType<typeof openUntouched>>;

/** Ten channels are asked for one by one, and a busy machine takes its time. */
async function untilConnected(peek: Peek): Promise<void> {
	const status = () => peek(`document.querySelector('[role=status]')?.innerText ?? ''`);
	await expect.poll(status, { timeout: FIRST_LOAD_MS }).toMatch(/Connected|Live/);
}

const SOUND_BUTTON = `[...document.querySelectorAll('button')].map((button) => button.innerText).find((text) => /Sound/.test(text))`;

test('a blocked sound is visible, and one click allows it with a tone', async ({ floor, page }) => {
	await page.addInitScript(TAP);
	const peek = await openUntouched(page, floor.url);
	await untilConnected(peek);
	await expect.poll(() => peek(SOUND_BUTTON)).toBe('Sound blocked, allow');
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

let alerts = 0;

async function raise(floor: Floor, severity: 'high' | 'critical'): Promise<void> {
	const payload = sample('monitoring/system-error');
	alerts += 1;
	await floor.trigger(['private-admin-monitoring', 'private-admin-system'], 'system.alert', {
		...payload,
		alert: { ...(payload['alert'] as object), severity, title: `Alert ${alerts}` },
		timestamp: new Date(Date.UTC(2026, 10, 21) + alerts * 1_000).toISOString(),
	});
}

const soundButton = (page: Page, name: string) => page.getByRole('button', { name });

/** A browser that resumes audio only inside a gesture, also when it ran before: as a phone does after a call. */
const STRICT = () => {
	const resume = AudioContext.prototype.resume;
	AudioContext.prototype.resume = function (this: AudioContext) {
		if (navigator.userActivation.isActive) return resume.call(this);
		return Promise.reject(new DOMException('Not inside a gesture', 'NotAllowedError'));
	};
	const contexts: AudioContext[] = [];
	Object.assign(window, { contexts });
	window.AudioContext = class extends AudioContext {
		constructor(options?: AudioContextOptions) {
			super(options);
			contexts.push(this);
		}
	};
};

test('sound that is suspended later is blocked within a second, and one gesture anywhere arms it again', async ({
	page,
	floor,
}) => {
	await page.addInitScript(STRICT);
	const sounds = await countSounds(page);
	const peek = await openUntouched(page, floor.url);
	await untilConnected(peek);
	// Only a gesture that the sounds are there for counts here.
	await expect.poll(() => peek(SOUND_BUTTON)).toBe('Sound blocked, allow');
	await page.getByRole('heading', { name: 'Orders' }).click();
	await expect.poll(() => peek(SOUND_BUTTON)).toBe('Sound on');
	// The click is a gesture for some seconds.
	await expect.poll(() => peek('navigator.userActivation.isActive'), { timeout: 10_000 }).toBe(false);
	await peek('contexts.forEach((context) => context.suspend())');
	await expect.poll(() => peek(SOUND_BUTTON), { timeout: 1_000 }).toBe('Sound blocked, allow');
	await floor.trigger('private-admin.orders', 'order.created', ORDER);
	await expect.poll(() => peek(`document.querySelectorAll('article').length`)).toBe(1);
	expect(await peek('sounds')).toBe(0);
	await page.getByRole('heading', { name: 'Orders' }).click();
	await expect(soundButton(page, 'Sound on')).toBeVisible();
	await floor.trigger('private-admin.orders', 'order.created', {
		...ORDER,
		order_id: 2,
		order_number: 'ORD-2',
	});
	await expect.poll(sounds).toBe(1);
});

test('what could not be played is told in the settings, and switching sound on is heard', async ({
	page,
	floor,
}) => {
	await page.addInitScript(STRICT);
	const sounds = await countSounds(page);
	const peek = await openUntouched(page, `${floor.url}/settings`);
	await untilConnected(peek);
	await expect.poll(() => peek(SOUND_BUTTON)).toBe('Sound blocked, allow');
	await floor.trigger('private-admin.orders', 'order.created', ORDER);
	const section = `[...document.querySelectorAll('section')].map((each) => each.innerText).join()`;
	await expect.poll(() => peek(section)).toMatch(/1 sound could not be played in this tab since \d\d:\d\d\./);
	const settings = page.getByRole('region', { name: 'Sound' });
	await settings.getByRole('switch', { name: 'Sound' }).click();
	await expect(settings).toContainText(
		/1 sound could not be played in this tab between \d\d:\d\d and \d\d:\d\d\./,
	);
	const before = Number(await sounds());
	await settings.getByRole('switch', { name: 'Sound' }).click();
	await expect.poll(sounds).toBe(before + 1);
	await expect(settings).toContainText('Ready: this browser plays sounds.');
});

test.describe('in quiet hours', () => {
	// In Kuala Lumpur, the shop's zone.
	const EVENING = '2026-11-21T21:59:55+08:00';

	test('nothing but a critical alert is heard, from the minute on and without any event', async ({
		page,
		floor,
	}) => {
		const sounds = await countSounds(page);
		await page.clock.install({ time: new Date(EVENING) });
		await page.goto(`${floor.url}/settings`);
		await connected(page);
		const settings = page.getByRole('region', { name: 'Sound' });
		await settings.getByRole('switch', { name: 'Quiet hours' }).click();
		await expect(settings.getByLabel('From')).toHaveValue('22:00');
		await settings.getByLabel('Until').fill('06:30');
		await settings.getByLabel('Until').blur();
		await expect(settings).toContainText('Ready: this browser plays sounds.');
		await page.clock.runFor(6_000);
		await expect(settings).toContainText('Quiet hours to 06:30: only a critical alert is heard, and softer.');
		await floor.trigger('private-admin.orders', 'order.created', ORDER);
		await raise(floor, 'high');
		await expect(page.getByRole('list', { name: 'Notices' })).toContainText('Alert');
		expect(await sounds()).toBe(0);
		await raise(floor, 'critical');
		await expect.poll(sounds).toBe(1);
	});
});

test.describe('of two tabs', () => {
	async function openTab(context: BrowserContext, url: string) {
		const page = await context.newPage();
		const sounds = await countSounds(page);
		await page.goto(url);
		await connected(page);
		return { page, sounds };
	}

	test('one sounds, the other says so, and takes over at once when that one is closed', async ({
		page,
		floor,
		context,
	}) => {
		const sounds = await countSounds(page);
		await floor.open(page);
		await page.getByRole('heading', { name: 'Orders' }).click();
		await expect(soundButton(page, 'Sound on')).toBeVisible();
		const other = await openTab(context, floor.url);
		await other.page.getByRole('heading', { name: 'Orders' }).click();
		await expect(soundButton(other.page, 'Sound on')).toBeVisible();
		await expect(soundButton(page, 'Sound in another tab')).toBeVisible();
		await floor.trigger('private-admin.orders', 'order.created', ORDER);
		await expect.poll(other.sounds).toBe(1);
		await expect(page.getByRole('article')).toHaveCount(1);
		expect(await sounds()).toBe(0);

		await other.page.close();
		await expect(soundButton(page, 'Sound on')).toBeVisible();
		await raise(floor, 'high');
		await expect.poll(sounds).toBe(1);
	});

	test('one that is switched off leaves none that goes on, and a press in one brings the sound there', async ({
		page,
		floor,
		context,
	}) => {
		await floor.open(page);
		await page.getByRole('heading', { name: 'Orders' }).click();
		const other = await openTab(context, floor.url);
		await other.page.getByRole('heading', { name: 'Orders' }).click();
		await soundButton(page, 'Sound in another tab').click();
		await expect(soundButton(page, 'Sound on')).toBeVisible();
		await expect(soundButton(other.page, 'Sound in another tab')).toBeVisible();
		await soundButton(page, 'Sound on').click();
		await expect(soundButton(page, 'Sound off')).toBeVisible();
		await expect(soundButton(other.page, 'Sound off')).toBeVisible();
	});
});

test('each sound is rendered at the length and the level of the design', async ({ page, floor }) => {
	await floor.open(page);
	const heard = await page.evaluate(async (names) => {
		const rendered: Record<string, { lengthMs: number; decibel: number }> = {};
		for (const name of names) {
			const rate = 48_000;
			const context = new OfflineAudioContext(1, rate * 1.5, rate);
			const source = context.createBufferSource();
			source.buffer = await context.decodeAudioData(await (await fetch(`/sounds/${name}.wav`)).arrayBuffer());
			const master = context.createGain();
			master.gain.value = 0.4;
			source.connect(master).connect(context.destination);
			source.start();
			const samples = (await context.startRendering()).getChannelData(0);
			const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
			rendered[name] = {
				lengthMs: (source.buffer.length / source.buffer.sampleRate) * 1_000,
				decibel: 20 * Math.log10(peak),
			};
		}
		return rendered;
	}, Object.keys(DESIGN));
	for (const [name, [lengthMs, decibel]] of Object.entries(DESIGN)) {
		expect(Math.abs((heard[name]?.lengthMs ?? 0) - lengthMs), name).toBeLessThan(lengthMs / 20);
		expect(Math.abs((heard[name]?.decibel ?? 0) - decibel), name).toBeLessThan(1);
	}
});
