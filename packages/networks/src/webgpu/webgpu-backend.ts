import * as tf from "@tensorflow/tfjs";

/** What the backend knows of a tensor's elements. */
export interface WebgpuData {
  /** The elements on the device, once they are there. */
  readonly resource: GPUBuffer | null;
}

/** The parts of TensorFlow.js's webgpu backend that kernels use: internals of 4.22.0. */
export interface WebgpuBackend extends tf.KernelBackend {
  /** The device. */
  readonly device: GPUDevice;
  /** Its queue. */
  readonly queue: GPUQueue;
  /** Commands that have not been submitted. */
  readonly commandEncoder: GPUCommandEncoder | null;
  /** The open pass among them. */
  computePassEncoder: GPUComputePassEncoder | null;
  /** Dispatches that have not been submitted. */
  dispatchCountInPass: number;
  /** Tensors that those use: their memory is kept until they are submitted. */
  readonly commandQueueOwnedIds: WeakSet<object>;
  /** Tensors by their id. */
  readonly tensorMap: { get(dataId: object): WebgpuData };
  /** Opens an encoder where there is none. */
  ensureCommandEncoderReady(): void;
  /** Closes the open pass. */
  endComputePassEncoder(): void;
  /** Submits the commands. */
  submitQueue(): void;
  /** Puts a tensor's elements onto the device, or reserves memory for them. */
  uploadToGPU(dataId: object): void;
  /** Submits the commands and reads a buffer back. */
  getBufferData(buffer: GPUBuffer): Promise<ArrayBuffer>;
  /** A tensor whose elements are undefined. */
  makeTensorInfo(shape: readonly number[], dtype: "float32"): tf.TensorInfo;
  /** Counts one more user of a tensor's memory. */
  incRef(dataId: object): void;
}

/** The backend, which must be the current one. */
export function webgpuBackend(): WebgpuBackend {
  return tf.backend() as WebgpuBackend;
}

/** A tensor's elements on the device. */
export function bufferOf(
  backend: WebgpuBackend,
  { dataId }: tf.TensorInfo,
): GPUBuffer {
  backend.uploadToGPU(dataId);
  return backend.tensorMap.get(dataId).resource!;
}
