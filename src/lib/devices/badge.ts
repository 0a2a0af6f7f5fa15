/**
 * The sign on the tab: how much came while nobody looked, and whether the line is cut.
 *
 * The icon is drawn as text, so that it needs no canvas and keeps the shape of static/favicon.svg, which is its first
 * state.
 */
export interface Badge {
	/** Puts the count on the icon, nothing for 0; `isCut` strikes the icon through. 0 and false show it as it was. */
	set(count: number, isCut: boolean): void;
	/** Returns stop, which puts the icon back as it was. */
	start(): () => void;
}

const GROUND = '#0b0d0c';
const INK = '#eef1ee';
const WARN = '#f2b03a';

/** The icon as SVG text. Above 9 the figure would not be readable at 16 px, so it says that there are more. */
export function drawBadge(count: number, isCut: boolean): string {
	const icon = `<rect width="24" height="24" rx="4" fill="${GROUND}"/><path d="M4 18.2h16" stroke="${INK}" stroke-width="1.8" stroke-linecap="square"/><path d="M6.4 15v-4.6M10.2 15V6M13.9 15v-3M17.6 15V8" stroke="${INK}" stroke-width="2.1"/>`;
	const cut = isCut
		? `<path d="M3 21 21 3" stroke="${GROUND}" stroke-width="5"/><path d="M3 21 21 3" stroke="${WARN}" stroke-width="2.4"/>`
		: '';
	const label = count > 9 ? '9+' : String(count);
	const figure =
		count > 0
			? `<circle cx="16.5" cy="7.5" r="7.5" fill="${INK}"/><text x="16.5" y="11.4" text-anchor="middle" font-family="sans-serif" font-size="${label.length > 1 ? 9 : 11}" font-weight="700" fill="${GROUND}">${label}</text>`
			: '';
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">${icon}${cut}${figure}</svg>`;
}

/** Begins with the page's own icon. */
export function createBadge(): Badge {
	const plain = drawBadge(0, false);
	let shown = plain;
	let told = 0;
	let original: string | undefined;

	function draw(icon: string): void {
		const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
		if (link === null) return;
		original ??= link.href;
		shown = icon;
		link.href = icon === plain ? original : `data:image/svg+xml,${encodeURIComponent(icon)}`;
	}

	/** The number on an installed app's icon; what browsers lack or refuse of it does no harm. */
	function tellApp(count: number): void {
		if (count === told) return;
		told = count;
		const isDone = count > 0 ? navigator.setAppBadge?.(count) : navigator.clearAppBadge?.();
		isDone?.catch(() => {
			// Not installed, or not allowed: the tab's icon says it.
		});
	}

	function set(count: number, isCut: boolean): void {
		const whole = Number.isFinite(count) ? Math.max(0, Math.floor(count)) : 0;
		const icon = drawBadge(whole, isCut);
		// Asked at every step of a flood: nothing is looked up while nothing changes.
		if (icon !== shown) draw(icon);
		tellApp(whole);
	}

	return { set, start: () => () => set(0, false) };
}
