// The tray's pictures as one sheet: a row of shapes, the same with room for the arc, the arcs; first black for macOS, then in colour.
// electron/desktop/tray-sheet.ts reads it by these places.
const SHAPES = ["protected", "at-risk", "warning", "late", "offline", "paused", "not-set-up"];
const ARC_STEPS = 8;
export const SHEET_COLUMNS = ARC_STEPS + 1;
export const SHEET_ROWS = 6;

const UNIT = 32;
const BADGE = { x: 23, y: 23, room: 10 };
const ARC = { x: 7.5, y: 24, radius: 5, width: 4, room: 9 };

const GREY = "#868e96";
const COLOURS = {
  protected: "#0ca678",
  "at-risk": "#e03131",
  warning: "#f08c00",
  late: "#f76707",
  offline: GREY,
  paused: GREY,
  "not-set-up": GREY,
};

/** An SVG of the whole sheet for one size of icon. */
export function traySheet({ size, shieldPath }) {
  const cells = ["template", "colour"].flatMap((palette, half) => {
    const paint = (shape) => (palette === "template" ? "#000" : COLOURS[shape]);
    const arcPaint = palette === "template" ? "#000" : "#228be6";
    return [
      ...SHAPES.map((shape, column) =>
        cell(column, half * 3, icon({ shape, shieldPath, paint: paint(shape) })),
      ),
      ...SHAPES.map((shape, column) =>
        cell(column, half * 3 + 1, icon({ shape, shieldPath, paint: paint(shape), hasArc: true })),
      ),
      ...Array.from({ length: ARC_STEPS + 1 }, (_, step) => cell(step, half * 3 + 2, arc(step, arcPaint))),
    ];
  });
  const box = `0 0 ${SHEET_COLUMNS * UNIT} ${SHEET_ROWS * UNIT}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}" width="${size * SHEET_COLUMNS}">${cells.join("")}</svg>`;
}

const cell = (column, row, content) =>
  `<g transform="translate(${column * UNIT} ${row * UNIT})">${content}</g>`;

/** The shield with room cut out for what is drawn in its corners; the marks inside a badge are holes too. */
function icon({ shape, shieldPath, paint, hasArc = false }) {
  const name = `m-${shape}-${hasArc}-${paint.slice(1)}`;
  const holes = [
    BADGES[shape] === undefined ? "" : `<circle cx="${BADGE.x}" cy="${BADGE.y}" r="${BADGE.room}"/>`,
    hasArc ? `<circle cx="${ARC.x}" cy="${ARC.y}" r="${ARC.room}"/>` : "",
    // What would be left between the two is a speck.
    hasArc && BADGES[shape] !== undefined ? `<rect x="7" y="26" width="16" height="6"/>` : "",
  ].join("");
  const mask = `<mask id="${name}" maskUnits="userSpaceOnUse" x="0" y="0" width="32" height="32"><rect width="32" height="32" fill="#fff"/><g fill="#000">${holes}</g></mask>`;
  const badge = BADGES[shape]?.(paint, `${name}-b`) ?? "";
  return `${mask}<g mask="url(#${name})">${shield(shape, shieldPath, paint)}</g>${badge}`;
}

function shield(shape, d, paint) {
  const inset = 'transform="translate(16 16) scale(.9) translate(-16 -16)"';
  if (shape === "not-set-up") {
    return `<path d="${d}" ${inset} fill="none" stroke="${paint}" stroke-width="3" stroke-dasharray="5 3.6"/>`;
  }
  if (shape === "offline") return `<path d="${d}" ${inset} fill="none" stroke="${paint}" stroke-width="3"/>`;
  return `<path d="${d}" transform="translate(16 16) scale(1.06) translate(-16 -16)" fill="${paint}"/>`;
}

const BADGES = {
  "at-risk": (paint, name) =>
    cutOut(
      name,
      `<path d="M19.3 14.5h7.4l4.8 4.8v7.4l-4.8 4.8h-7.4l-4.8-4.8v-7.4Z" fill="${paint}"/>`,
      exclamation(17.5),
    ),
  warning: (paint, name) =>
    cutOut(
      name,
      `<path d="M23 14 32 31H14Z" fill="${paint}" stroke="${paint}" stroke-linejoin="round"/>`,
      exclamation(18.5),
    ),
  late: (paint, name) =>
    cutOut(
      name,
      `<circle cx="23" cy="23" r="8.5" fill="${paint}"/>`,
      stroke("M23 17.5V23.5H27.5", "#000", 2.6),
    ),
  paused: (paint) => `<path d="M17.5 15.5h4v15h-4ZM24.5 15.5h4v15h-4Z" fill="${paint}"/>`,
  offline: (paint) =>
    stroke("M21 18.5 24 15.5M22 30.5 25 27.5M15.5 24 18.5 21M27.5 25 30.5 22M18 18l10 10", paint, 2.8),
};

const exclamation = (top) =>
  `${stroke(`M23 ${top + 0.8}V${top + 5.5}`, "#000", 2.8)}<circle cx="23" cy="${top + 9.6}" r="1.6" fill="#000"/>`;

const stroke = (d, paint, width) =>
  `<path d="${d}" fill="none" stroke="${paint}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`;

function cutOut(name, body, marks) {
  return `<mask id="${name}" maskUnits="userSpaceOnUse" x="0" y="0" width="32" height="32"><rect width="32" height="32" fill="#fff"/>${marks}</mask><g mask="url(#${name})">${body}</g>`;
}

function arc(step, paint) {
  const { x, y, radius, width } = ARC;
  const ring = `<circle cx="${x}" cy="${y}" r="${radius}" fill="none" stroke="${paint}" stroke-width="${width}"`;
  const length = 2 * Math.PI * radius;
  const done = `${ring} transform="rotate(-90 ${x} ${y})" stroke-dasharray="${(length * step) / ARC_STEPS} ${length}"/>`;
  return `${ring} opacity=".3"/>${step === 0 ? "" : done}`;
}
