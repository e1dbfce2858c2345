use plotters::prelude::*;

use super::report::{Row, docs};

const WIDTH: u32 = 720;
const BAR: u32 = 28;
const INK: RGBColor = RGBColor(59, 47, 38);
const FILL: RGBColor = RGBColor(178, 107, 43);
const LINES: [RGBColor; 3] = [FILL, RGBColor(52, 110, 92), RGBColor(70, 88, 150)];

/// Draws a bar for each ratio, with its range as a line, into `docs/performance`.
pub(crate) fn bars(name: &str, title: &str, rows: &[Row]) {
    let path = docs().join(format!("performance/{name}.svg"));
    let size = (WIDTH, 90 + BAR * rows.len() as u32);
    let area = SVGBackend::new(&path, size).into_drawing_area();
    area.fill(&WHITE).unwrap();
    let most = rows.iter().map(|row| row.ratio.most()).fold(1.0, f64::max);
    let mut chart = ChartBuilder::on(&area)
        .caption(title, ("sans-serif", 18, &INK))
        .margin(12)
        .x_label_area_size(28)
        .y_label_area_size(260)
        .build_cartesian_2d(0.0..most * 1.05, (0..rows.len() - 1).into_segmented())
        .unwrap();
    let label = |at: &SegmentValue<usize>| match at {
        SegmentValue::CenterOf(at) => rows[rows.len() - 1 - at].name.replace('`', ""),
        _ => String::new(),
    };
    chart
        .configure_mesh()
        .disable_y_mesh()
        .light_line_style(TRANSPARENT)
        .y_labels(rows.len())
        .y_label_formatter(&label)
        .label_style(("sans-serif", 13, &INK))
        .draw()
        .unwrap();
    let bars = rows.iter().rev().enumerate().map(|(at, row)| {
        let (from, to) = (SegmentValue::Exact(at), SegmentValue::Exact(at + 1));
        let mut bar = Rectangle::new([(0.0, from), (row.ratio.median(), to)], FILL.filled());
        bar.set_margin(4, 4, 0, 0);
        bar
    });
    chart.draw_series(bars).unwrap();
    let spreads = rows.iter().rev().enumerate().map(|(at, row)| {
        let ends = [row.ratio.least(), row.ratio.most()];
        PathElement::new(
            ends.map(|end| (end, SegmentValue::CenterOf(at))).to_vec(),
            INK,
        )
    });
    chart.draw_series(spreads).unwrap();
    area.present().unwrap();
}

/// A rate as a function of a growing number.
pub(crate) struct Curve {
    pub(crate) name: &'static str,
    pub(crate) points: Vec<(u32, f64)>,
}

impl Curve {
    pub(crate) fn new(name: &'static str) -> Self {
        let points = Vec::new();
        Self { name, points }
    }

    pub(crate) fn add(&mut self, at: u32, rate: f64) {
        println!("{} at {at}: {rate:.1}", self.name);
        self.points.push((at, rate));
    }

    /// Relative to its first point.
    fn ratios(&self) -> Vec<(u32, f64)> {
        let (_, first) = self.points[0];
        let points = self.points.iter();
        points.map(|(at, rate)| (*at, rate / first)).collect()
    }
}

/// Draws curves relative to their first points into `docs/performance`.
pub(crate) fn curves(name: &str, what: &str, curves: &[Curve]) {
    let path = docs().join(format!("performance/{name}.svg"));
    let area = SVGBackend::new(&path, (WIDTH + 24, 320)).into_drawing_area();
    area.fill(&WHITE).unwrap();
    let all = || curves.iter().flat_map(Curve::ratios);
    let most = all().map(|(_, ratio)| ratio).fold(1.0, f64::max);
    let last = all().map(|(at, _)| at).max().unwrap_or(1);
    let first = all().map(|(at, _)| at).min().unwrap_or(1);
    let mut chart = ChartBuilder::on(&area)
        .caption(
            format!("Requests per second, by {what}"),
            ("sans-serif", 18, &INK),
        )
        .margin(12)
        .margin_right(36) // half of the last number
        .x_label_area_size(34)
        .y_label_area_size(48)
        .build_cartesian_2d((first..last).log_scale(), 0.0..most * 1.1)
        .unwrap();
    chart
        .configure_mesh()
        .light_line_style(TRANSPARENT)
        .x_desc(what)
        .y_desc("relative to the first point")
        .label_style(("sans-serif", 13, &INK))
        .draw()
        .unwrap();
    for (curve, color) in curves.iter().zip(LINES) {
        let line = LineSeries::new(curve.ratios(), color.stroke_width(2)).point_size(3);
        let drawn = chart.draw_series(line).unwrap();
        let key = move |(x, y)| PathElement::new([(x, y), (x + 18, y)], color.stroke_width(2));
        drawn.label(curve.name).legend(key);
    }
    chart
        .configure_series_labels()
        .position(SeriesLabelPosition::MiddleRight)
        .background_style(WHITE.mix(0.8))
        .label_font(("sans-serif", 13, &INK))
        .draw()
        .unwrap();
    area.present().unwrap();
}
