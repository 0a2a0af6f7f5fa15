/**
 * Contrast as WCAG 2 counts it, measured on what is drawn: the computed colour of every visible text node over whatever
 * lies under it, washes, half transparent parts and hatching included, and the edges of controls against what is around.
 */
import type { Page } from '@playwright/test';

export interface Measured {
	/** The text, or what the control is called. */
	readonly what: string;
	readonly kind: 'text' | 'edge';
	readonly ratio: number;
	readonly needed: number;
	/** Both colours as `#rrggbb`. */
	readonly colours: string;
}

/** Red, green, blue 0–255. */
export type Colour = readonly [red: number, green: number, blue: number];

/** The ratio of two opaque colours, 1 to 21. */
export function ratioOf(one: Colour, other: Colour): number {
	const [light, dark] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => b - a) as [number, number];
	return (light + 0.05) / (dark + 0.05);
}

function luminanceOf(colour: Colour): number {
	const [red, green, blue] = colour.map((value) => {
		const share = value / 255;
		return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	}) as [number, number, number];
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

interface Pair {
	readonly what: string;
	readonly kind: Measured['kind'];
	readonly needed: number;
	readonly front: Colour;
	/** Each colour that may lie under it. */
	readonly backs: readonly Colour[];
}

/** Everything visible on the page, worst first. */
export async function measureContrast(page: Page): Promise<readonly Measured[]> {
	const pairs = await page.evaluate(collectPairs);
	return pairs
		.map(({ what, kind, needed, front, backs }) => {
			const back = [...backs].sort((a, b) => ratioOf(front, a) - ratioOf(front, b))[0] ?? front;
			const colours = `${hexOf(front)} on ${hexOf(back)}`;
			return { what, kind, needed, ratio: ratioOf(front, back), colours };
		})
		.sort((a, b) => a.ratio / a.needed - b.ratio / b.needed);
}

function hexOf(colour: Colour): string {
	return `#${colour.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`;
}

/** Runs in the page, so it holds all that it needs. */
function collectPairs(): Pair[] {
	type Paint = readonly [red: number, green: number, blue: number, alpha: number];
	const LARGE_PX = 24;
	const LARGE_BOLD_PX = 18.66;
	const canvas = new OffscreenCanvas(1, 1);
	const context = canvas.getContext('2d', { willReadFrequently: true })!;
	const paints = new Map<string, Paint>();
	const paintOf = (css: string): Paint => {
		const held = paints.get(css);
		if (held !== undefined) return held;
		context.clearRect(0, 0, 1, 1);
		context.fillStyle = css;
		context.fillRect(0, 0, 1, 1);
		const [red = 0, green = 0, blue = 0, alpha = 0] = context.getImageData(0, 0, 1, 1).data;
		const paint: Paint = [red, green, blue, alpha / 255];
		paints.set(css, paint);
		return paint;
	};
	const over = (top: Paint, under: Colour, opacity: number): Colour => {
		const alpha = top[3] * opacity;
		return [0, 1, 2].map((part) => top[part]! * alpha + under[part]! * (1 - alpha)) as unknown as Colour;
	};
	const opacityOf = (element: Element): number => {
		let opacity = 1;
		for (let each: Element | null = element; each !== null; each = each.parentElement)
			opacity *= Number(getComputedStyle(each).opacity);
		return opacity;
	};
	/** The colours under an element's content; more than one where something is hatched. */
	const under = (element: Element | null): Colour[] => {
		const line: Element[] = [];
		for (let each = element; each !== null; each = each.parentElement) line.unshift(each);
		let grounds: Colour[] = [[255, 255, 255]];
		for (const each of line) {
			const { backgroundColor, backgroundImage } = getComputedStyle(each);
			const opacity = opacityOf(each);
			grounds = grounds.map((ground) => over(paintOf(backgroundColor), ground, opacity));
			const stops = backgroundImage.match(/(?:rgba?|color|oklab|oklch|hsla?)\([^()]*\)/g) ?? [];
			const lines = stops.map(paintOf).filter(([, , , alpha]) => alpha > 0);
			grounds = [
				...grounds,
				...lines.flatMap((stop) => grounds.map((ground) => over(stop, ground, opacity))),
			];
		}
		return grounds;
	};
	const isSeen = (element: Element, box: DOMRect): boolean => {
		if (box.width < 1 || box.height < 1) return false;
		if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
		const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
		if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) return false;
		const top = document.elementFromPoint(x, y);
		// Nothing else lies over it, and no ancestor cuts it off.
		return top !== null && (top === element || element.contains(top) || top.contains(element));
	};
	const neededFor = ({ fontSize, fontWeight }: CSSStyleDeclaration): number => {
		const px = parseFloat(fontSize);
		return px >= LARGE_PX || (px >= LARGE_BOLD_PX && Number(fontWeight) >= 700) ? 3 : 4.5;
	};
	const pairs: Pair[] = [];
	const noteText = (element: Element, what: string, css: string, style = getComputedStyle(element)): void => {
		const backs = under(element);
		const [plain = [255, 255, 255]] = backs;
		const front = over(paintOf(css), plain, opacityOf(element));
		pairs.push({ what: what.trim().slice(0, 60), kind: 'text', needed: neededFor(style), front, backs });
	};

	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
		const element = node.parentElement;
		if (element === null || (node.textContent ?? '').trim() === '') continue;
		const range = document.createRange();
		range.selectNodeContents(node);
		if (!isSeen(element, range.getBoundingClientRect())) continue;
		const style = getComputedStyle(element);
		// Text in a drawing has a fill instead of a colour.
		const css = element instanceof SVGElement && style.fill !== 'none' ? style.fill : style.color;
		noteText(element, node.textContent ?? '', css, style);
	}
	for (const field of document.querySelectorAll<HTMLInputElement>(
		'input[placeholder], textarea[placeholder]',
	)) {
		if (field.value === '' && isSeen(field, field.getBoundingClientRect()))
			noteText(field, field.placeholder, getComputedStyle(field, '::placeholder').color);
	}
	const controls =
		'button, input, select, textarea, summary, [role="switch"], [role="radio"], [role="slider"]';
	for (const control of document.querySelectorAll<HTMLElement>(controls)) {
		if (!isSeen(control, control.getBoundingClientRect())) continue;
		// What cannot be pressed now need not look as if it could; its words are measured all the same.
		if (control.matches(':disabled, [aria-disabled="true"]')) continue;
		const style = getComputedStyle(control);
		const sides = ['Top', 'Bottom', 'Left', 'Right'] as const;
		const isOutlined = sides.every(
			(side) => parseFloat(style[`border${side}Width`]) > 0 && style[`border${side}Style`] !== 'none',
		);
		const edge = paintOf(style.borderTopColor);
		// Without an outline of its own a control is known by its words.
		if (!isOutlined || edge[3] === 0) continue;
		const backs = under(control.parentElement);
		const [plain = [255, 255, 255]] = backs;
		const opacity = opacityOf(control);
		const outline = over(edge, plain, opacity);
		const fill = over(paintOf(style.backgroundColor), plain, opacity);
		const what = (control.getAttribute('aria-label') ?? control.innerText).trim().slice(0, 60);
		const distance = (colour: Colour) =>
			colour.reduce((sum, value, part) => sum + Math.abs(value - plain[part]!), 0);
		// A filled control is seen by its plate.
		const front = distance(fill) > distance(outline) ? fill : outline;
		pairs.push({
			what: `${control.tagName.toLowerCase()} ${what}`,
			kind: 'edge',
			needed: 3,
			front,
			backs: [plain],
		});
	}
	return pairs;
}
