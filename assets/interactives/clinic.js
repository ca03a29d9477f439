// Ten broken trainings, their instruments one at a time, and a diagnosis to be guessed.

import { h, interactive, s } from "./frame.js";

const ORDER = [4, 6, 0, 8, 2, 9, 5, 1, 7, 3]; // which run is patient 1, 2, …
const NONE = "not yet";
const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, FLOOR] = [460, 236, 40, 446, 24, 196];
const HIGHEST = 5; // of the losses that are drawn

// Written by `python -m depthwise.clinic`: seed 0 of each run of the chapter, rounded.
const RUNS = {
  "learning rate": {"classes": 10, "batch": 64, "seen": 0.0, "simple": 0.933, "start": 2.32, "flow": [0.000563, 0.00151], "dead": 0.25, "one_batch": 6.02e-05, "loss": [2.32, 11.0, 7.62, 11.3, 5.53, 3.5, 2.83, 3.57, 2.34, 2.65, 2.58, 2.52, 2.71, 2.56, 2.29, 2.36, 2.4, 2.42, 2.33, 2.38, 2.33, 2.32, 2.3, 2.39, 2.34, 2.37, 2.31, 2.38, 2.34, 2.3, 2.44, 2.38, 2.31, 2.29, 2.38, 2.26, 2.29, 2.32, 2.29, 2.32, 2.31, 2.33, 2.29, 2.41, 2.44, 2.36, 2.32, 2.32, 2.32, 2.29, 2.32, 2.32, 2.4, 2.33, 2.4, 2.32, 2.38, 2.31, 2.32, 2.29, 2.33, 2.31, 2.36, 2.3, 2.31, 2.35, 2.31, 2.32, 2.32, 2.3, 2.36, 2.37, 2.31, 2.31, 2.25, 2.33, 2.36, 2.29, 2.34, 2.34, 2.33, 2.35, 2.3, 2.32, 2.33, 2.33, 2.31, 2.33, 2.34, 2.35, 2.32, 2.33, 2.32, 2.32, 2.3, 2.36, 2.34, 2.32, 2.34, 2.33], "ratio": [2.54, 0.0652, 0.018, 0.00634, 0.00239, 0.000911, 0.000346, 0.00013, 4.85e-05, 1.8e-05, 6.63e-06], "stale": [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0], "train": [0.0982, 0.0991, 0.102, 0.101, 0.1, 0.1, 0.1, 0.101, 0.1, 0.0991, 0.1], "val": [0.0984, 0.101, 0.101, 0.101, 0.0984, 0.0959, 0.101, 0.101, 0.0959, 0.101, 0.0959], "company": 0.0},
  "init": {"classes": 10, "batch": 64, "seen": 0.0, "simple": 0.933, "start": 11.5, "flow": [0.022, 0.01], "dead": 0.156, "one_batch": 0.00101, "loss": [11.1, 10.1, 8.23, 6.86, 5.89, 5.65, 4.78, 4.85, 4.7, 3.92, 3.73, 3.55, 3.3, 3.01, 2.67, 2.87, 2.63, 2.64, 2.44, 2.09, 1.93, 2.05, 1.81, 2.35, 1.89, 1.76, 2.01, 1.5, 2.05, 1.93, 1.83, 1.68, 1.64, 1.54, 1.68, 1.37, 1.48, 1.51, 1.28, 1.37, 1.5, 1.45, 1.51, 1.39, 1.44, 1.22, 1.31, 1.26, 1.05, 1.22, 1.19, 0.82, 1.1, 1.11, 0.964, 0.973, 0.977, 0.776, 0.873, 1.03, 1.07, 0.999, 0.639, 0.932, 0.857, 0.807, 0.612, 0.811, 0.609, 0.702, 0.539, 0.703, 0.518, 0.607, 0.545, 0.542, 0.753, 0.893, 0.506, 0.678, 0.414, 0.603, 0.668, 0.383, 0.519, 0.533, 0.453, 0.518, 0.502, 0.493, 0.333, 0.381, 0.349, 0.451, 0.292, 0.214, 0.4, 0.369, 0.273, 0.286], "ratio": [0.00844, 0.00502, 0.00361, 0.00301, 0.00253, 0.00255, 0.00266, 0.0026, 0.0024, 0.00248, 0.00219], "stale": [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0], "train": [0.0972, 0.147, 0.259, 0.393, 0.527, 0.64, 0.714, 0.781, 0.832, 0.858, 0.898], "val": [0.104, 0.168, 0.207, 0.329, 0.503, 0.619, 0.681, 0.746, 0.79, 0.808, 0.821], "company": 0.0},
  "norm in eval": {"classes": 10, "batch": 64, "seen": 0.0, "simple": 0.933, "start": 2.45, "flow": [0.0019, 0.00155], "dead": 0.0, "one_batch": 0.00107, "loss": [2.44, 2.21, 2.05, 1.9, 1.9, 1.74, 1.67, 1.59, 1.58, 1.42, 1.48, 1.39, 1.3, 1.21, 1.16, 1.15, 1.1, 1.07, 1.05, 0.957, 0.962, 0.8, 0.727, 0.89, 0.681, 0.66, 0.629, 0.625, 0.622, 0.635, 0.724, 0.568, 0.415, 0.407, 0.485, 0.32, 0.434, 0.345, 0.334, 0.362, 0.268, 0.323, 0.3, 0.418, 0.491, 0.271, 0.228, 0.244, 0.224, 0.272, 0.188, 0.207, 0.189, 0.231, 0.262, 0.182, 0.19, 0.114, 0.181, 0.126, 0.172, 0.162, 0.115, 0.194, 0.105, 0.0938, 0.144, 0.146, 0.219, 0.0855, 0.144, 0.164, 0.184, 0.099, 0.141, 0.0844, 0.0954, 0.168, 0.061, 0.118, 0.0621, 0.0871, 0.0815, 0.0878, 0.101, 0.087, 0.0527, 0.0561, 0.063, 0.0644, 0.0486, 0.0972, 0.0506, 0.0887, 0.044, 0.0835, 0.103, 0.0432, 0.0501, 0.0407], "ratio": [0.0506, 0.0273, 0.0196, 0.0164, 0.0142, 0.0105, 0.0082, 0.00787, 0.00736, 0.00617, 0.00564], "stale": [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0], "train": [0.101, 0.691, 0.897, 0.931, 0.947, 0.97, 0.979, 0.979, 0.988, 0.991, 0.992], "val": [0.114, 0.381, 0.435, 0.435, 0.461, 0.433, 0.417, 0.435, 0.433, 0.451, 0.453], "company": 0.503},
  "shuffled labels": {"classes": 10, "batch": 64, "seen": 0.0, "simple": 0.106, "start": 2.31, "flow": [0.000549, 0.00151], "dead": 0.25, "one_batch": 0.000245, "loss": [2.3, 2.32, 2.29, 2.3, 2.3, 2.31, 2.3, 2.3, 2.29, 2.3, 2.29, 2.31, 2.3, 2.3, 2.33, 2.34, 2.32, 2.32, 2.3, 2.3, 2.31, 2.31, 2.3, 2.3, 2.31, 2.3, 2.31, 2.3, 2.3, 2.29, 2.29, 2.31, 2.29, 2.3, 2.31, 2.3, 2.3, 2.29, 2.27, 2.3, 2.29, 2.32, 2.33, 2.29, 2.32, 2.31, 2.3, 2.3, 2.29, 2.28, 2.31, 2.29, 2.3, 2.29, 2.31, 2.31, 2.3, 2.26, 2.3, 2.3, 2.32, 2.32, 2.3, 2.3, 2.29, 2.28, 2.3, 2.29, 2.3, 2.28, 2.31, 2.29, 2.29, 2.27, 2.28, 2.28, 2.3, 2.28, 2.33, 2.29, 2.28, 2.29, 2.29, 2.25, 2.29, 2.29, 2.31, 2.3, 2.28, 2.28, 2.29, 2.3, 2.33, 2.3, 2.32, 2.26, 2.25, 2.33, 2.26, 2.29], "ratio": [0.0424, 0.0139, 0.0108, 0.0103, 0.0119, 0.0138, 0.013, 0.014, 0.0112, 0.0108, 0.0109], "stale": [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0], "train": [0.0923, 0.103, 0.103, 0.118, 0.111, 0.118, 0.117, 0.128, 0.122, 0.136, 0.132], "val": [0.0518, 0.0389, 0.0751, 0.109, 0.0725, 0.104, 0.15, 0.0104, 0.132, 0.122, 0.101], "company": 0.0},
  "missing zero_grad": {"classes": 10, "batch": 64, "seen": 0.0, "simple": 0.933, "start": 2.32, "flow": [0.000563, 0.00151], "dead": 0.25, "one_batch": 6.02e-05, "loss": [2.32, 2.29, 2.28, 2.27, 2.3, 2.26, 2.24, 2.24, 2.27, 2.19, 2.16, 2.18, 2.12, 2.06, 2.02, 2.04, 1.98, 1.96, 1.96, 1.9, 1.83, 1.75, 1.65, 1.75, 1.46, 1.31, 1.31, 1.26, 1.2, 1.35, 1.55, 1.42, 1.36, 1.0, 1.24, 1.03, 1.17, 1.07, 1.07, 1.39, 1.34, 1.91, 2.09, 2.46, 2.31, 2.62, 2.28, 2.64, 2.47, 2.44, 2.1, 1.87, 1.82, 1.91, 1.99, 1.86, 1.98, 1.92, 1.66, 2.25, 2.22, 2.74, 3.32, 4.22, 3.95, 4.24, 5.18, 3.96, 3.59, 4.4, 3.36, 4.3, 3.48, 3.96, 3.15, 4.37, 3.99, 3.72, 3.4, 3.3, 2.47, 2.63, 2.67, 2.25, 1.78, 1.85, 1.77, 1.75, 1.89, 1.84, 1.88, 1.85, 1.83, 1.85, 1.9, 2.0, 1.88, 2.08, 2.06, 2.14], "ratio": [0.0424, 0.039, 0.0374, 0.0326, 0.0268, 0.0232, 0.0233, 0.0212, 0.0189, 0.0166, 0.0143], "stale": [0.0, 3.84, 4.87, 5.42, 5.02, 6.49, 10.9, 11.1, 19.8, 146.0, 236.0], "train": [0.101, 0.109, 0.569, 0.48, 0.538, 0.458, 0.528, 0.235, 0.279, 0.394, 0.202], "val": [0.101, 0.122, 0.583, 0.459, 0.534, 0.479, 0.451, 0.313, 0.316, 0.378, 0.207], "company": 0.0},
  "softmax twice": {"classes": 10, "batch": 64, "seen": 0.0, "simple": 0.933, "start": 2.3, "flow": [5.59e-05, 0.00015], "dead": 0.25, "one_batch": 1.58, "loss": [2.3, 2.3, 2.3, 2.3, 2.3, 2.3, 2.29, 2.29, 2.3, 2.29, 2.28, 2.29, 2.28, 2.26, 2.26, 2.26, 2.26, 2.25, 2.27, 2.27, 2.25, 2.23, 2.21, 2.21, 2.17, 2.14, 2.14, 2.14, 2.1, 2.11, 2.19, 2.11, 2.02, 2.0, 2.1, 1.94, 1.99, 1.98, 2.0, 1.97, 1.89, 1.99, 1.93, 1.97, 2.03, 1.93, 1.87, 1.94, 1.86, 1.92, 1.85, 1.8, 1.77, 1.76, 1.86, 1.81, 1.83, 1.75, 1.74, 1.77, 1.83, 1.82, 1.72, 1.83, 1.72, 1.72, 1.66, 1.69, 1.64, 1.7, 1.64, 1.64, 1.64, 1.72, 1.69, 1.69, 1.75, 1.77, 1.68, 1.69, 1.63, 1.65, 1.71, 1.64, 1.59, 1.69, 1.64, 1.65, 1.7, 1.65, 1.61, 1.65, 1.66, 1.59, 1.61, 1.55, 1.6, 1.58, 1.59, 1.58], "ratio": [0.0424, 0.0274, 0.0247, 0.0253, 0.0197, 0.0174, 0.0115, 0.00936, 0.00776, 0.00722, 0.00591], "stale": [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0], "train": [0.101, 0.137, 0.237, 0.381, 0.556, 0.721, 0.784, 0.795, 0.833, 0.842, 0.914], "val": [0.101, 0.137, 0.225, 0.37, 0.549, 0.754, 0.803, 0.775, 0.826, 0.821, 0.904], "company": 0.0},
  "leak": {"classes": 10, "batch": 64, "seen": 0.347, "simple": 0.917, "start": 2.31, "flow": [0.000559, 0.00149], "dead": 0.219, "one_batch": 6.99e-05, "loss": [2.3, 2.32, 2.29, 2.28, 2.26, 2.27, 2.25, 2.23, 2.21, 2.21, 2.22, 2.15, 2.16, 2.16, 2.15, 2.08, 2.08, 2.02, 1.94, 1.98, 1.9, 1.76, 1.8, 1.83, 1.7, 1.6, 1.58, 1.54, 1.43, 1.49, 1.39, 1.38, 1.38, 1.24, 1.07, 1.25, 1.22, 0.905, 1.06, 0.997, 0.86, 0.993, 0.884, 0.686, 0.692, 0.791, 0.747, 0.735, 0.785, 0.601, 0.627, 0.644, 0.504, 0.557, 0.524, 0.476, 0.542, 0.509, 0.471, 0.401, 0.452, 0.375, 0.633, 0.445, 0.431, 0.453, 0.454, 0.364, 0.501, 0.375, 0.536, 0.424, 0.343, 0.385, 0.261, 0.374, 0.296, 0.316, 0.352, 0.291, 0.287, 0.329, 0.284, 0.199, 0.317, 0.305, 0.318, 0.207, 0.227, 0.205, 0.314, 0.394, 0.205, 0.294, 0.209, 0.255, 0.329, 0.245, 0.217, 0.149], "ratio": [0.0433, 0.0259, 0.0274, 0.0253, 0.0186, 0.0146, 0.0103, 0.00761, 0.00562, 0.00534, 0.00524], "stale": [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0], "train": [0.111, 0.109, 0.462, 0.638, 0.82, 0.847, 0.871, 0.905, 0.908, 0.925, 0.923], "val": [0.0933, 0.0855, 0.456, 0.611, 0.826, 0.87, 0.86, 0.878, 0.917, 0.925, 0.917], "company": 0.0},
  "dead ReLU": {"classes": 10, "batch": 64, "seen": 0.0, "simple": 0.933, "start": 2.31, "flow": [0.0, 0.00151], "dead": 1.0, "one_batch": 2.03, "loss": [2.31, 2.3, 2.3, 2.3, 2.31, 2.31, 2.31, 2.3, 2.32, 2.3, 2.3, 2.31, 2.3, 2.29, 2.31, 2.3, 2.31, 2.3, 2.3, 2.31, 2.31, 2.31, 2.3, 2.3, 2.3, 2.3, 2.3, 2.3, 2.29, 2.3, 2.31, 2.31, 2.3, 2.3, 2.32, 2.29, 2.3, 2.3, 2.31, 2.3, 2.3, 2.31, 2.3, 2.31, 2.31, 2.3, 2.29, 2.3, 2.31, 2.31, 2.31, 2.3, 2.3, 2.31, 2.3, 2.31, 2.29, 2.31, 2.3, 2.3, 2.29, 2.31, 2.31, 2.31, 2.31, 2.3, 2.3, 2.3, 2.3, 2.3, 2.3, 2.31, 2.29, 2.3, 2.3, 2.31, 2.3, 2.3, 2.3, 2.3, 2.3, 2.3, 2.3, 2.31, 2.31, 2.31, 2.3, 2.3, 2.3, 2.31, 2.3, 2.29, 2.3, 2.3, 2.3, 2.32, 2.31, 2.29, 2.31, 2.3], "ratio": [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0], "stale": [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0], "train": [0.101, 0.101, 0.101, 0.101, 0.101, 0.101, 0.101, 0.101, 0.101, 0.101, 0.101], "val": [0.101, 0.101, 0.101, 0.101, 0.101, 0.101, 0.101, 0.101, 0.101, 0.101, 0.101], "company": 0.0},
  "wrong axis": {"classes": 10, "batch": 64, "seen": 0.0, "simple": 0.933, "start": 4.17, "flow": [0.000563, 0.00151], "dead": 0.25, "one_batch": 0.791, "loss": [4.17, 4.15, 4.14, 4.13, 4.12, 4.1, 4.08, 4.07, 4.05, 4.0, 4.01, 3.96, 3.93, 3.89, 3.81, 3.81, 3.78, 3.7, 3.66, 3.58, 3.53, 3.43, 3.33, 3.42, 3.2, 3.15, 3.1, 3.11, 3.06, 3.09, 3.03, 2.87, 2.8, 2.8, 2.79, 2.74, 2.82, 2.67, 2.73, 2.64, 2.57, 2.67, 2.61, 2.73, 2.76, 2.56, 2.53, 2.53, 2.53, 2.56, 2.48, 2.39, 2.48, 2.4, 2.48, 2.42, 2.48, 2.32, 2.4, 2.34, 2.52, 2.37, 2.3, 2.53, 2.3, 2.38, 2.42, 2.34, 2.39, 2.23, 2.37, 2.4, 2.36, 2.28, 2.43, 2.34, 2.4, 2.45, 2.17, 2.28, 2.25, 2.27, 2.25, 2.24, 2.31, 2.27, 2.2, 2.17, 2.31, 2.25, 2.18, 2.33, 2.27, 2.31, 2.18, 2.3, 2.25, 2.17, 2.2, 2.22], "ratio": [0.0424, 0.0308, 0.0308, 0.0251, 0.0168, 0.0126, 0.0106, 0.0086, 0.00751, 0.00638, 0.00663], "stale": [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0], "train": [0.101, 0.154, 0.187, 0.243, 0.432, 0.487, 0.479, 0.487, 0.57, 0.493, 0.532], "val": [0.101, 0.155, 0.174, 0.236, 0.433, 0.464, 0.417, 0.407, 0.466, 0.425, 0.438], "company": 0.0},
  "exploding RNN": {"classes": 10, "batch": 64, "seen": 0.0, "simple": 0.933, "start": 2.46, "flow": [0.187, 0.0936, 0.064, 0.0443, 0.0356, 0.0288, 0.0198, 0.0147, 0.0108, 0.00841, 0.00628, 0.00464, 0.00354, 0.00267, 0.00204, 0.00154], "dead": 0.0, "one_batch": 0.00875, "loss": [2.46, 2.36, 2.49, 2.37, 2.37, 2.35, 2.46, 2.38, 2.38, 2.36, 2.37, 2.38, 2.32, 2.32, 2.37, 2.26, 2.29, 2.26, 2.32, 2.2, 2.21, 2.25, 2.13, 2.3, 2.22, 2.19, 2.22, 2.17, 2.21, 2.14, 2.13, 2.12, 2.07, 2.16, 2.21, 2.09, 2.01, 2.04, 2.05, 2.07, 2.03, 2.0, 1.94, 2.05, 2.07, 1.99, 1.98, 2.01, 1.97, 1.99, 1.99, 1.84, 1.99, 1.71, 1.83, 1.77, 1.78, 1.75, 1.8, 1.78, 1.69, 1.78, 1.79, 1.85, 1.66, 1.72, 1.72, 1.55, 1.62, 1.63, 1.51, 1.59, 1.56, 1.46, 1.35, 1.63, 1.65, 1.52, 1.51, 1.62, 1.44, 1.62, 1.54, 1.33, 1.37, 1.33, 1.39, 1.35, 1.63, 1.58, 1.41, 1.46, 1.4, 1.39, 1.24, 1.1, 1.19, 1.2, 1.19, 1.32], "ratio": [0.0172, 0.00475, 0.00289, 0.00281, 0.00295, 0.00236, 0.00233, 0.00209, 0.00252, 0.00261, 0.00267], "stale": [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0], "train": [0.104, 0.0991, 0.185, 0.265, 0.368, 0.405, 0.449, 0.479, 0.576, 0.531, 0.649], "val": [0.0751, 0.0829, 0.223, 0.293, 0.295, 0.407, 0.399, 0.459, 0.487, 0.461, 0.544], "company": 0.0},
};

const FAULTS = Object.keys(RUNS);
const last = (list) => list[list.length - 1];
const show = (x) => (x >= 1e8 ? "no number" : x !== 0 && Math.abs(x) < 1e-3 ? x.toExponential(1).replace("-", "−")
  : String(Number(x.toPrecision(3))));
const percent = (x) => `${Math.round(100 * x)}%`;

// What one can look at, in the order of time: what it reads, its healthy range, and whether it is in it.
const INSTRUMENTS = [
  { name: "Data", read: (r) => `${percent(r.seen)} of validation rows stand in training; the nearest class mean is right on ${percent(r.simple)}`,
    range: "0%, and far above 10%", well: (r) => r.seen <= 0.02 && r.simple >= 2.5 / r.classes },
  { name: "Loss at the start", read: (r) => show(r.start), range: "a little above ln 10 = 2.30; ln 64 is 4.16",
    well: (r) => r.start < Math.log(r.classes) + 1 },
  { name: "Dead units at the start", read: (r) => percent(r.dead), range: "below a half", well: (r) => r.dead <= 0.8 },
  { name: "Gradient, first layer or step over last", read: (r) => show(r.flow[0] / Math.max(last(r.flow), 1e-12)),
    range: "between about 0.02 and 5", well: (r) => r.flow[0] <= 10 * last(r.flow) },
  { name: "Sixteen examples by heart", read: (r) => `loss ${show(r.one_batch)}`, range: "below 0.01",
    well: (r) => r.one_batch <= Math.log(Math.E + r.classes - 1) - 1.01 },
  { name: "Gradient in use against a fresh one", read: (r) => `off by up to ${show(Math.max(...r.stale))} of its length`,
    range: "exactly 0", well: (r) => Math.max(...r.stale) <= 0.5 },
  { name: "First step over the weights", read: (r) => show(r.ratio[0]), range: "0.03 to 0.05 here",
    well: (r) => r.ratio[0] > 1e-4 && r.ratio[0] < 0.3 },
  { name: "Answers that depend on the batch", read: (r) => percent(r.company), range: "0%", well: (r) => r.company <= 0.02 },
  { name: "Right at the end", read: (r) => `${percent(last(r.train))} in training, ${percent(last(r.val))} in validation`,
    range: "over 90%, and a little less", well: () => true },
];

const GIVES_AWAY = {
  "learning rate": "the first step is longer than the weights themselves. All that is dead later died of it.",
  "init": "the start costs far more than knowing nothing, and is not ln 64.",
  "norm in eval": "training is healthy, and answers change with the company in which one asks.",
  "shuffled labels": "the simplest model finds nothing in these pairs, and yet sixteen of them are learned by heart.",
  "missing zero_grad": "the gradient in use is not that of the present batch.",
  "softmax twice": "a perfect start, and sixteen examples that are not learned below ln(e + 9) − 1 = 1.461.",
  "leak": "validation rows stand in training. Its validation score is the highest of the ten: that is the symptom.",
  "dead ReLU": "a whole layer is off before the first step; only the last bias learns.",
  "wrong axis": "the start is ln 64: each example competes with its batch, and not the classes with each other.",
  "exploding RNN": "the gradient at the first step of the sequence is over a hundred times that at the last.",
};

export default interactive({
  title: "The clinic: ten broken trainings",
  tryThis: "name the fault from the loss alone, then take one instrument after the other until you are sure. " +
    "Which patients look healthy by their loss, and which two look alike?",
  start: { looked: 0 },
  controls: {
    patient: { label: "Patient", min: 1, max: 10, step: 1, value: 1, also: { looked: 0, diagnosis: NONE } },
    diagnosis: { label: "Diagnosis", options: [NONE, ...FAULTS], value: NONE },
    next: { label: ({ looked }) => (looked < INSTRUMENTS.length ? "Next instrument" : "All instruments are on"),
      press: ({ looked }) => ({ looked: Math.min(INSTRUMENTS.length, looked + 1) }) },
    all: { label: "All of them", press: () => ({ looked: INSTRUMENTS.length }) },
  },
  draw(state, { stage, say }) {
    const run = runOf(state);
    say(sentence(state));
    stage.replaceChildren(
      s("svg", {
        role: "img", viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
        "aria-label": `Loss of patient ${state.patient} over 100 steps, from ${show(run.loss[0])} to ${show(tailOf(run.loss))}` +
          `${state.looked === INSTRUMENTS.length ? "; shares right in training and validation" : ""}. A dotted line marks ln 10.`,
      }, ...picture(run, state.looked === INSTRUMENTS.length)),
      h("ul", {}, ...INSTRUMENTS.slice(0, state.looked).map(({ name, read, range }) =>
        h("li", {}, h("strong", {}, `${name}: `), `${read(run)} (healthy: ${range})`))));
  },
});

const runOf = ({ patient }) => RUNS[FAULTS[ORDER[patient - 1]]];
const tailOf = (list) => list.slice(-10).reduce((a, b) => a + b, 0) / 10;

// The fault, by the first instrument that is out of its range: the rules of the chapter.
function diagnose(r) {
  const K = r.classes;
  if (r.seen > 0.02) return "leak";
  if (r.simple < 2.5 / K) return "shuffled labels";
  if (Math.abs(r.start - Math.log(r.batch)) < 0.3 && Math.abs(r.start - Math.log(K)) > 0.3) return "wrong axis";
  if (!(r.start < Math.log(K) + 1)) return "init";
  if (r.dead > 0.8) return "dead ReLU";
  if (r.flow[0] > 10 * last(r.flow)) return "exploding RNN";
  if (r.one_batch > Math.log(Math.E + K - 1) - 1.01) return "softmax twice";
  if (Math.max(...r.stale) > 0.5) return "missing zero_grad";
  if (!(r.ratio[0] > 1e-4 && r.ratio[0] < 0.3)) return "learning rate";
  if (r.company > 0.02) return "norm in eval";
  return "healthy";
}

function sentence(state) {
  const [run, truth] = [runOf(state), FAULTS[ORDER[state.patient - 1]]];
  const count = `${state.looked} of ${INSTRUMENTS.length} instruments`;
  if (state.diagnosis === NONE) {
    const now = state.looked ? INSTRUMENTS[state.looked - 1] : null;
    return `Patient ${state.patient}, ${count}. ${now ? `${now.name}: ${now.read(run)}. Healthy: ${now.range}.`
      : `Loss from ${show(run.loss[0])} to ${show(tailOf(run.loss))}.`}`;
  }
  if (state.diagnosis === truth) return `Right, with ${count}: ${truth}. What gives it away: ${GIVES_AWAY[truth]}`;
  return `Not ${state.diagnosis}. It would show so: ${GIVES_AWAY[state.diagnosis]}`;
}

function picture(run, withScores) {
  const across = (step) => LEFT + (RIGHT - LEFT) * step / 100;
  const up = (value, top) => FLOOR - (FLOOR - TOP) * Math.min(value, top) / top;
  const line = (points, color, more = {}) =>
    s("path", { d: `M${points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}`, fill: "none", stroke: color, "stroke-width": 2, ...more });
  const seen = (list) => list.map((v, i) => [across(i === 0 ? 1 : 10 * i), up(v, 1)]);
  const chance = up(Math.log(10), HIGHEST);
  return [
    ...[0, 1, 2, 3, 4, 5].flatMap((v) => [
      s("line", { x1: LEFT, y1: up(v, HIGHEST), x2: RIGHT, y2: up(v, HIGHEST), stroke: "var(--ix-line)", opacity: 0.5 }),
      s("text", { x: LEFT - 8, y: up(v, HIGHEST) + 4, "text-anchor": "end" }, v === HIGHEST ? "5+" : String(v))]),
    s("line", { x1: LEFT, y1: chance, x2: RIGHT, y2: chance, stroke: "currentColor", "stroke-dasharray": "2 4" }),
    s("text", { x: RIGHT, y: chance - 5, "text-anchor": "end" }, "ln 10"),
    line(run.loss.map((v, i) => [across(i + 1), up(v, HIGHEST)]), "currentColor", { "stroke-width": 1.5 }),
    ...(withScores ? [line(seen(run.train), "var(--ix-first)"), line(seen(run.val), "var(--ix-second)", { "stroke-dasharray": "7 4" })] : []),
    s("text", { x: LEFT, y: 14 }, withScores ? "loss; right in training (blue), validation (dashed), 1 at the top" : "loss"),
    ...[0, 50, 100].map((v) => s("text", { x: across(v), y: FLOOR + 17, "text-anchor": v === 100 ? "end" : "middle" }, String(v))),
    s("text", { x: (LEFT + RIGHT) / 2, y: HEIGHT - 6, "text-anchor": "middle" }, "step"),
  ];
}
